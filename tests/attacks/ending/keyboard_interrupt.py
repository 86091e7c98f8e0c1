"""Raise KeyboardInterrupt, so that a test runner stops as if its user had asked for it.

Shows: a run that ends.
Stopped by: what is raised in the worker arrives as text, never as an exception.
"""


def attack(*args, **kwargs):
    raise KeyboardInterrupt
