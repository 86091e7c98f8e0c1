"""Loop without an end while the hand-in is loaded.

Shows: a run that hangs.
Stopped by: loading has a deadline of CPU time too, and is not tried again for each test.
Slow: yes
"""

while True:
    pass


def attack(*args, **kwargs):
    return True
