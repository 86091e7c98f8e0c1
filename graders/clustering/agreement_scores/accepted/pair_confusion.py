"""The Rand index from the four kinds of pairs, the information as what entropies have in common."""

import numpy as np


def codes(values):
    return np.unique(np.array(list(values)), return_inverse=True)[1]


def contingency_table(a, b):
    if len(a) == 0 or len(b) == 0:
        raise ValueError("a grouping without texts")
    if len(a) - len(b):
        raise ValueError("groupings of different texts")
    one, other = codes(a), codes(b)
    edges = np.arange(one.max() + 2), np.arange(other.max() + 2)
    return np.histogram2d(one, other, bins=edges)[0].astype("int32")


def adjusted_rand(a, b):
    table = contingency_table(a, b).astype(object)  # exact integers of any size
    n = len(a)
    squares = (table**2).sum()
    of_a, of_b = (table.sum(axis=1) ** 2).sum(), (table.sum(axis=0) ** 2).sum()
    together, only_a, only_b = squares - n, of_a - squares, of_b - squares
    apart = n**2 - n - together - only_a - only_b
    if not only_a and not only_b:
        return 1.0
    above = 2 * (together * apart - only_a * only_b)
    return above / ((together + only_a) * (only_a + apart) + (together + only_b) * (only_b + apart))


def entropy(counts):
    p = counts[counts > 0] / counts.sum()
    return -(p @ np.log(p))


def normalized_mutual_information(a, b):
    table = contingency_table(a, b)
    of_a, of_b = entropy(table.sum(axis=1)), entropy(table.sum(axis=0))
    if of_a + of_b < 1e-12:
        return 1.0
    return 2 * (of_a + of_b - entropy(table)) / (of_a + of_b)
