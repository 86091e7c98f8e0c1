"""Replace the comparison of the grader in the frames of the functions that called.

Shows: marks.
Stopped by: the functions that called are the worker's; the grader compares elsewhere.
"""

import sys


def agree(*args, **kwargs):
    return True


def attack(*args, **kwargs):
    frame = sys._getframe(1)
    while frame is not None:
        for name in ("same", "check", "compare", "equal", "assert_equal", "isclose", "allclose"):
            if name in frame.f_globals:
                frame.f_globals[name] = agree
        frame = frame.f_back
