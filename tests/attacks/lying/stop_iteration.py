"""Raise what ends the loops of whoever calls.

Shows: tests that end early and pass.
Stopped by: what is raised in the worker arrives as text, never as an exception.
"""

ERRORS = [StopIteration, GeneratorExit, StopAsyncIteration]


def attack(*args, **kwargs):
    ERRORS.append(ERRORS.pop(0))
    raise ERRORS[-1]
