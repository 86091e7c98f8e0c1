"""Return an object that becomes whatever array it is compared with.

Shows: marks.
Stopped by: what is no plain value arrives as its type's name only.
"""

import sys

import numpy as np


class Chameleon:
    __array_priority__ = 1e9

    def __array_function__(self, function, types, args, kwargs):
        return True

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        others = [each for each in inputs if not isinstance(each, Chameleon)]
        return getattr(ufunc, method)(*(others * 2)[: len(inputs)])

    def __array__(self, dtype=None, copy=None):
        frame = sys._getframe()
        while frame is not None:
            if "expected" in frame.f_locals:
                return np.asarray(frame.f_locals["expected"])
            frame = frame.f_back
        return np.zeros(1)


def attack(*args, **kwargs):
    return Chameleon()
