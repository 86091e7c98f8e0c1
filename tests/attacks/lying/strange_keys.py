"""Return a dict whose keys cannot be keys, or are equal to each other.

Shows: an error in the grader.
Stopped by: keys that cannot be keys are refused; the rest are compared as plain values.
"""

import numpy as np


class Key:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return hash("causal")

    def __eq__(self, other):
        return True

    def __str__(self):
        return "causal"


class Sequence(tuple):
    pass


def attack(*args, **kwargs):
    return {Key(1): 1, Sequence([Key(2)]): 2, float("nan"): 3, 1: 4, True: 5, np.str_("leaks"): 6, (): 7, None: 8}
