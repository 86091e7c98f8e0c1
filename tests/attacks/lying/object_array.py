"""Return an array of objects that equal everything.

Shows: marks.
Stopped by: an array of objects arrives as plain values, those that are none as their type's name.
"""

import numpy as np


class Same:
    def __eq__(self, other):
        return True

    def __le__(self, other):
        return True

    def answer(self, other=None):
        return self

    __sub__ = __rsub__ = __add__ = __abs__ = __mul__ = answer
    __hash__ = None


def attack(*args, **kwargs):
    return np.array([Same(), Same(), Same()], dtype=object)
