"""The speeds are computed with the logarithm to base 10, where `exp` needs the natural one.

`np.exp` undoes `np.log`. With `np.log10` the base of the powers becomes about 55 instead of 10000.
"""

import numpy as np


def positional_encoding(length, dim):
    if length < 1:
        raise ValueError(f"length must be at least 1, got {length}")
    if dim < 2 or dim % 2 != 0:
        raise ValueError(f"dim must be even and at least 2, got {dim}")
    speeds = np.exp(-np.arange(0, dim, 2) / dim * np.log10(10000))
    angles = np.arange(length)[:, None] * speeds
    encoding = np.zeros((length, dim))
    encoding[:, 0::2] = np.sin(angles)
    encoding[:, 1::2] = np.cos(angles)
    return encoding
