"""Sinusoidal positional encoding: a vector that tells a transformer where in the text a token stands.

Attention takes its tokens as a set: shuffle them, and each still gets the same mix. So the position is added to
each token's vector, written as the hands of many clocks: a sine and a cosine that turn fast in the first pair of
columns and slower in every pair after it. A step of k positions turns each hand by the same angle wherever it
begins, which makes distances easy to read.

Source: Vaswani et al. 2017, "Attention Is All You Need", section 3.5.
"""

import numpy as np


def positional_encoding(length: int, dim: int) -> np.ndarray:
    """Encode the positions 0 to length - 1, one row each.

    With p the position and i = 0, 1, … the number of a pair of columns:
    `[p, 2i] = sin(p / 10000^(2i/dim))` and `[p, 2i+1] = cos(p / 10000^(2i/dim))`, in radians.

    Parameters
    ----------
    length : int
        Number of positions, at least 1; the first is position 0.
    dim : int
        Number of columns, even, at least 2. Sine and cosine take turns: columns 0, 2, 4, … are sines, columns 1,
        3, 5, … cosines.

    Returns
    -------
    float array (length, dim)
        Between -1 and 1.

    Raises
    ------
    ValueError
        length is below 1; dim is below 2 or odd.

    Examples
    --------
    >>> positional_encoding(1, 4)
    array([[0., 1., 0., 1.]])

    The two columns of a pair share an angle, and the second pair of four turns 100 times slower than the first:

    >>> positional_encoding(3, 4).round(4)
    array([[ 0.    ,  1.    ,  0.    ,  1.    ],
           [ 0.8415,  0.5403,  0.01  ,  1.    ],
           [ 0.9093, -0.4161,  0.02  ,  0.9998]])

    A position has the same row in tables of any length:

    >>> bool(np.allclose(positional_encoding(9, 6)[:2], positional_encoding(2, 6)))
    True
    """
    raise NotImplementedError
