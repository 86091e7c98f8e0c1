"""A length of 0 gives an empty table, and an odd dim one that ends in the middle of a pair, instead of a ValueError."""

import numpy as np


def positional_encoding(length, dim):
    angles = np.arange(length)[:, None] / 10000 ** (np.arange(0, dim, 2) / dim)
    encoding = np.zeros((length, dim))
    encoding[:, 0::2] = np.sin(angles)
    encoding[:, 1::2] = np.cos(angles)[:, : dim // 2]
    return encoding
