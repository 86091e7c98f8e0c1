"""Read from address 0.

Shows: a crash of the grader.
Stopped by: only the worker crashes.
"""

import ctypes


def attack(*args, **kwargs):
    return ctypes.string_at(0)
