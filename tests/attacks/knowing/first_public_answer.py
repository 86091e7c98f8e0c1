"""Give one right answer of a public test to every question.

Shows: marks.
Stopped by: every test asks several questions with different answers.
"""

import numpy as np
from public_cases import ANSWERS


def attack(*args, **kwargs):
    return eval(ANSWERS[0], {**vars(np), "array": np.array})
