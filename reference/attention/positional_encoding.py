"""One table of angles, written twice: its sines into the even columns, its cosines into the odd ones.

The two columns of a pair share their angle, so it is worked out once per pair and not per column. Each row is
then a point on dim / 2 circles, and moving on by k positions is the same rotation from everywhere.
"""

import numpy as np

BASE = 10000.0


def positional_encoding(length: int, dim: int) -> np.ndarray:
    if length < 1:
        raise ValueError(f"length must be at least 1, got {length}")
    if dim < 2 or dim % 2:
        raise ValueError(f"dim must be even and at least 2, got {dim}")
    even_columns = np.arange(0, dim, 2)
    angles = np.arange(length)[:, None] / BASE ** (even_columns / dim)
    encoding = np.empty((length, dim))
    encoding[:, 0::2] = np.sin(angles)
    encoding[:, 1::2] = np.cos(angles)
    return encoding
