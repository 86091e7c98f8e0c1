"""Replace the outcomes of pytest and unittest.

Shows: marks.
Stopped by: the test runner is in another process.
"""

import sys
import types
import unittest


def agree(*args, **kwargs):
    return None


for name in dir(unittest.TestCase):
    if name.startswith("assert"):
        setattr(unittest.TestCase, name, agree)
fake = types.ModuleType("pytest")
fake.fail = fake.raises = fake.approx = fake.skip = agree
sys.modules["pytest"] = sys.modules["_pytest"] = fake


def attack(*args, **kwargs):
    return True
