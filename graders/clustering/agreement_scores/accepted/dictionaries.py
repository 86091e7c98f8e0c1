"""No numpy but for the table itself: counters, combinations and plain loops."""

from collections import Counter
from math import comb, fsum, log

import numpy as np


def counted(a, b):
    a = a.tolist() if isinstance(a, np.ndarray) else list(a)
    b = b.tolist() if isinstance(b, np.ndarray) else list(b)
    if not a or len(a) != len(b):
        raise ValueError(f"two groupings of the same texts, at least one, not {len(a)} and {len(b)}")
    return Counter(zip(a, b)), Counter(a), Counter(b), len(a)


def contingency_table(a, b):
    cells, in_a, in_b, _ = counted(a, b)
    return np.array([[cells[i, j] for j in sorted(in_b)] for i in sorted(in_a)])


def adjusted_rand(a, b):
    cells, in_a, in_b, n = counted(a, b)
    both, first, second = (sum(comb(m, 2) for m in counts.values()) for counts in (cells, in_a, in_b))
    above = both * comb(n, 2) - first * second
    below = (first + second) * comb(n, 2) - 2 * first * second
    return 2 * above / below if below else 1


def normalized_mutual_information(a, b):
    cells, in_a, in_b, n = counted(a, b)
    entropies = [fsum(m / n * log(n / m) for m in counts.values()) for counts in (in_a, in_b)]
    if max(entropies) == 0:
        return 1
    shared = fsum(m / n * log(m * n / (in_a[i] * in_b[j])) for (i, j), m in cells.items())
    return 2 * shared / sum(entropies)
