"""Return the arguments themselves, changed in place, so that the grader's own expected value changes too.

Shows: marks.
Stopped by: arguments are copies, and so are answers.
"""

import numpy as np


def attack(*args, **kwargs):
    for value in args:
        if isinstance(value, np.ndarray):
            value.fill(1.0)
            return value
        if isinstance(value, list):
            value.clear()
            return value
    return args[0] if args else kwargs
