"""Give the answers of the public tests in the order in which they are asked, and look at no argument.

Shows: marks of hidden tests.
Stopped by: hidden tests have answers of their own.
Honest: public
"""

import numpy as np
from public_cases import ANSWERS

left = list(ANSWERS)


def attack(*args, **kwargs):
    answer = left.pop(0) if left else "None"
    if answer == "raise":
        raise ValueError("as the public tests demand")
    return eval(answer, {**vars(np), "array": np.array})
