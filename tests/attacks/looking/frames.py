"""Find the expected value in the frames of the functions that called.

Shows: marks.
Stopped by: no expected value ever enters the worker.
"""

import sys


def attack(*args, **kwargs):
    frame = sys._getframe()
    while frame is not None:
        for name in ("expected", "wanted", "answer", "solution", "right"):
            if name in frame.f_locals:
                return frame.f_locals[name]
        frame = frame.f_back
    raise LookupError("no frame knows the answer")
