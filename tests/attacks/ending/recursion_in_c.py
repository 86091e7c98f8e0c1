"""Overflow the stack of C by nested iterators.

Shows: a crash of the grader.
Stopped by: only the worker crashes.
"""


def attack(*args, **kwargs):
    nested = iter(())
    for _ in range(500_000):
        nested = filter(None, nested)
    return list(nested)
