"""Return a generator, which a grader may exhaust, or which may never end.

Shows: a run that hangs, or marks.
Stopped by: what is no plain value arrives as its type's name only.
"""


def attack(*args, **kwargs):
    while True:
        yield True
