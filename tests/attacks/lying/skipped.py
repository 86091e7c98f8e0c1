"""Raise what a test runner takes for a test that need not pass.

Shows: tests that are skipped or expected to fail.
Stopped by: pytest's own outcomes are errors like any other in the worker.
"""

import unittest


class Skipped(BaseException):
    pass


Skipped.__module__ = "builtins"
ERRORS = [unittest.SkipTest, Skipped]


def attack(*args, **kwargs):
    ERRORS.append(ERRORS.pop(0))
    raise ERRORS[-1]("skip")
