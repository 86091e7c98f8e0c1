"""Each pair is a point on a circle: complex numbers, whose real and imaginary parts are laid side by side."""

import numpy as np


def positional_encoding(length, dim):
    if not (length >= 1 and dim >= 2 and dim % 2 == 0):
        raise ValueError("length at least 1, dim even and at least 2")
    step = np.exp(1j / np.power(10000.0, np.arange(dim // 2) / (dim / 2)))
    points = step ** np.arange(length).reshape(-1, 1)
    return np.stack([points.imag, points.real], axis=-1).reshape(length, dim)
