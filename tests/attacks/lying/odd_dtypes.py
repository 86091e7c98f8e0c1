"""Return arrays of dtypes that a grader does not think of.

Shows: marks, an error in the grader.
Stopped by: a list of allowed dtypes; all others arrive as opaque values.
"""

import numpy as np

VALUES = [
    np.zeros(2, dtype=[("a", "f8"), ("b", "O")]),
    np.zeros(2, dtype="V8"),
    np.zeros(2, dtype="M8[s]"),
    np.zeros(2, dtype=">f8"),
    np.zeros((2, 2), dtype="U3"),
    np.ma.masked_all((2, 2)),
    np.matrix([[1.0, 0.0], [0.0, 1.0]]),
    np.rec.array([(1, 2.0)], dtype=[("x", int), ("y", float)]),
    np.zeros(2, dtype=np.complex128),
    np.zeros(2, dtype=np.longdouble),
]


def attack(*args, **kwargs):
    VALUES.append(VALUES.pop(0))
    return VALUES[-1]
