"""Sleep for as long as one likes.

Shows: a run that hangs.
Stopped by: the grader counts the time in which the worker does nothing.
Slow: yes
"""

import time


def attack(*args, **kwargs):
    time.sleep(10_000)
