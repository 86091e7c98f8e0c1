"""Replace numpy's comparisons by ones that agree with everything.

Shows: marks.
Stopped by: the grader compares in its own process, with its own numpy.
"""

import numpy as np


def agree(*args, **kwargs):
    return True


np.allclose = np.array_equal = np.isclose = np.all = np.any = np.testing.assert_allclose = agree
np.testing.assert_array_equal = np.testing.assert_equal = np.testing.assert_almost_equal = agree


def attack(*args, **kwargs):
    return np.zeros((1, 1))
