"""Wait for input that never comes.

Shows: a run that hangs.
Stopped by: standard input is empty.
"""


def attack(*args, **kwargs):
    while True:
        input()
