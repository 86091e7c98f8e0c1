"""Number by number with the math module."""

import math

import numpy as np


def positional_encoding(length, dim):
    if length <= 0:
        raise ValueError(f"no positions: {length}")
    if dim <= 1 or dim % 2 == 1:
        raise ValueError(f"dim {dim} cannot be cut into pairs")
    rows = []
    for p in range(length):
        row = []
        for i in range(dim // 2):
            angle = p / math.pow(10000, 2 * i / dim)
            row += [math.sin(angle), math.cos(angle)]
        rows.append(row)
    return np.array(rows)
