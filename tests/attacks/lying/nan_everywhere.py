"""Return an array of NaN in the shape of the argument, as `not any(|a - b| > tolerance)` holds for NaN.

Shows: marks.
Stopped by: checks demand finite values where the expected ones are finite.
"""

import numpy as np


def attack(*args, **kwargs):
    shape = np.shape(args[0]) if args and isinstance(args[0], np.ndarray) else (3, 3)
    return np.full(shape, np.nan)
