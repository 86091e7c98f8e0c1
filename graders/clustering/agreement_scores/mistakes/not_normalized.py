"""Mutual information is not divided by anything, so it has no upper end at 1."""

import numpy as np


def check(a, b):
    if len(a) != len(b):
        raise ValueError("a and b must have the same length")
    if len(a) == 0:
        raise ValueError("a and b must not be empty")


def contingency_table(a, b):
    check(a, b)
    values_a, rows = np.unique(np.array(a), return_inverse=True)
    values_b, columns = np.unique(np.array(b), return_inverse=True)
    table = np.zeros((len(values_a), len(values_b)), dtype=int)
    np.add.at(table, (rows, columns), 1)
    return table


def pairs(counts):
    return sum(int(n) * (int(n) - 1) / 2 for n in np.ravel(counts))


def adjusted_rand(a, b):
    table = contingency_table(a, b)
    both = pairs(table)
    in_a, in_b = pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    if both == in_a == in_b:
        return 1.0
    chance = in_a * in_b / pairs(table.sum())
    return float((both - chance) / ((in_a + in_b) / 2 - chance))


def entropy(p):
    p = p[p > 0]
    return -np.sum(p * np.log(p))


def normalized_mutual_information(a, b):
    table = contingency_table(a, b)
    if table.shape == (1, 1):
        return 1.0
    if 1 in table.shape:
        return 0.0
    p = table / table.sum()
    h_a, h_b = entropy(p.sum(axis=1)), entropy(p.sum(axis=0))
    information = h_a + h_b - entropy(p.ravel())
    return float(max(0.0, information))
