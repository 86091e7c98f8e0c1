"""Return a small value that is huge when written out: lists that hold the one before twice.

Shows: a run that hangs or fills the memory.
Stopped by: the worker writes it out, in its own time and memory.
Slow: yes
"""


def attack(*args, **kwargs):
    value = [0, 0]
    for _ in range(38):
        value = [value, value]
    return value
