"""Return empty and 0-dimensional arrays, which broadcasting compares with anything.

Shows: marks.
Stopped by: checks compare shapes first and never broadcast.
"""

import numpy as np

VALUES = [np.empty((0,)), np.empty((0, 0)), np.array(True), np.array(1.0), np.empty((1, 0)), np.True_]


def attack(*args, **kwargs):
    VALUES.append(VALUES.pop(0))
    return VALUES[-1]
