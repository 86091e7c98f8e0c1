"""Raise SystemExit while the hand-in is loaded.

Shows: full marks, or a run that ends.
Stopped by: the worker catches every error of loading; the functions of the rest of the file are missing.
"""

import sys

sys.exit(0)


def attack(*args, **kwargs):
    return True
