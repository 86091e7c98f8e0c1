"""Raise SystemExit, which `except Exception` does not catch.

Shows: full marks, or a run that ends.
Stopped by: the worker catches every error of a call and sends it as text.
"""

import sys


def attack(*args, **kwargs):
    sys.exit(0)
