"""Return an array that decides itself how numpy compares it.

Shows: marks.
Stopped by: the packer takes the array's own buffer.
"""

import numpy as np


class Lying(np.ndarray):
    def __array_function__(self, function, types, args, kwargs):
        return True

    def __array_ufunc__(self, *args, **kwargs):
        return np.bool_(True)

    def __eq__(self, other):
        return np.bool_(True)

    def tobytes(self, order="C"):
        return b""

    def astype(self, *args, **kwargs):
        return self


def attack(*args, **kwargs):
    return np.zeros((2, 2)).view(Lying)
