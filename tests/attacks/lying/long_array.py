"""Return an array that takes little room, and much as a list.

Shows: a grader out of memory.
Stopped by: the grader compares lengths before it makes a list of an array.
"""

import numpy as np


def attack(*args, **kwargs):
    return np.full(16 << 20, -100, dtype=np.int8)
