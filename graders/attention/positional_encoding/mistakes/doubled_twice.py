"""The number of the column is doubled again, though in an even column it is 2i already: later pairs turn too slowly."""

import numpy as np


def positional_encoding(length, dim):
    if length < 1:
        raise ValueError(f"length must be at least 1, got {length}")
    if dim < 2 or dim % 2 != 0:
        raise ValueError(f"dim must be even and at least 2, got {dim}")
    encoding = np.zeros((length, dim))
    for p in range(length):
        for i in range(0, dim, 2):
            encoding[p, i] = np.sin(p / 10000 ** (2 * i / dim))
            encoding[p, i + 1] = np.cos(p / 10000 ** (2 * i / dim))
    return encoding
