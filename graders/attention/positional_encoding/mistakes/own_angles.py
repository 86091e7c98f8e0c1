"""Every column has an angle of its own, where a cosine should share the angle of the sine before it.

The number in the exponent is the even one of the pair for both columns, so an odd column has to be rounded down.
"""

import numpy as np


def positional_encoding(length, dim):
    if length < 1:
        raise ValueError(f"length must be at least 1, got {length}")
    if dim < 2 or dim % 2 != 0:
        raise ValueError(f"dim must be even and at least 2, got {dim}")
    columns = np.arange(dim)
    angles = np.arange(length)[:, None] / 10000 ** (columns / dim)
    encoding = np.zeros((length, dim))
    encoding[:, 0::2] = np.sin(angles[:, 0::2])
    encoding[:, 1::2] = np.cos(angles[:, 1::2])
    return encoding
