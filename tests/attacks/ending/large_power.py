"""Hold the interpreter's lock in one long computation.

Shows: a run that hangs.
Stopped by: the deadline is kept by another process.
Slow: yes
"""


def attack(*args, **kwargs):
    return len(str(7 ** (1 << 28)))
