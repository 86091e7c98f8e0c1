"""End the process from a thread a moment after the answer, between two tests.

Shows: a run that ends.
Stopped by: the grader is another process; the next call finds the worker gone and gets another.
"""

import os
import threading

threading.Timer(0.05, os._exit, [0]).start()


def attack(*args, **kwargs):
    return None
