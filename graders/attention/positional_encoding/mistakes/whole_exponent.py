"""The exponent is rounded down to a whole number, so every pair turns like the first.

`//` cuts off what comes after the point. Between 0 and 1 nothing is left.
"""

import numpy as np


def positional_encoding(length, dim):
    if length < 1:
        raise ValueError(f"length must be at least 1, got {length}")
    if dim < 2 or dim % 2 != 0:
        raise ValueError(f"dim must be even and at least 2, got {dim}")
    i = np.arange(dim // 2)
    angles = np.arange(length)[:, None] / 10000.0 ** (2 * i // dim)
    encoding = np.zeros((length, dim))
    encoding[:, 0::2] = np.sin(angles)
    encoding[:, 1::2] = np.cos(angles)
    return encoding
