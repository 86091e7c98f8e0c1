"""Find the expected value in the frames of other threads.

Shows: marks.
Stopped by: no expected value ever enters the worker.
"""

import sys


def attack(*args, **kwargs):
    for frame in sys._current_frames().values():
        while frame is not None:
            if "expected" in frame.f_locals:
                return frame.f_locals["expected"]
            frame = frame.f_back
    raise LookupError("no frame knows the answer")
