"""Return NaN in all its forms, infinities and the smallest numbers, which naive comparisons let pass.

Shows: marks.
Stopped by: checks demand finite values where the expected ones are finite.
"""

import numpy as np


def attack(*args, **kwargs):
    payloads = np.array([0x7FF8000000000001, 0x7FF0000000000001, 0xFFF8DEADBEEF0000], dtype=np.uint64)
    return np.concatenate([payloads.view(np.float64), [np.inf, -np.inf, 5e-324, -0.0]])
