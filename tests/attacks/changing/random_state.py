"""Seed the random generators, so that the grader draws the same hidden inputs for everybody.

Shows: marks of hidden tests.
Stopped by: hidden inputs are drawn in the grader from a key, the name of the hand-in and the test.
"""

import random

import numpy as np

random.seed(0)
np.random.seed(0)
np.random.default_rng = lambda *args: np.random.Generator(np.random.PCG64(0))


def attack(*args, **kwargs):
    random.seed(0)
    np.random.seed(0)
    return np.random.default_rng().random((3, 3))
