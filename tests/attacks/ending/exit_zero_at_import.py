"""End the process with status 0 before any test can run.

Shows: full marks, or a run that ends.
Stopped by: a hand-in is loaded in the worker, and a load without an answer is a crash.
"""

import os

os._exit(0)


def attack(*args, **kwargs):
    return True
