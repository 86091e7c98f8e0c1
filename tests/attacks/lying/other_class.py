"""Return an object that says it is of another class.

Shows: marks.
Stopped by: the packer uses the base classes' own methods, which refuse an object that only says so.
"""

import numpy as np


class Pretender:
    def __init__(self, kind):
        self.kind = kind

    def __eq__(self, other):
        return True

    @property
    def __class__(self):
        return self.kind


KINDS = [bool, int, float, str, list, tuple, dict, np.ndarray, np.float64]


def attack(*args, **kwargs):
    KINDS.append(KINDS.pop(0))
    return Pretender(KINDS[-1])
