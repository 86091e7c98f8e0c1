"""Return many empty texts and a long one, which numpy keeps as a table as wide as the longest.

Shows: a grader out of memory.
Stopped by: the grader adds up what an array of text would take before it makes it.
"""

import numpy as np


def attack(*args, **kwargs):
    return np.array(["x" * 20_000] + [""] * 10_000, dtype=object)
