"""The table has a row and a column for every value of either grouping, also where it never occurs in that one.

That is right for a confusion matrix, where both sides have the same labels; clusters and topics do not.
"""

import numpy as np


def check(a, b):
    if len(a) != len(b):
        raise ValueError("a and b must have the same length")
    if len(a) == 0:
        raise ValueError("a and b must not be empty")


def contingency_table(a, b):
    check(a, b)
    a, b = np.array(a).tolist(), np.array(b).tolist()
    values = sorted(set(a) | set(b), key=lambda value: (isinstance(value, str), value))
    place = {value: i for i, value in enumerate(values)}
    table = np.zeros((len(values), len(values)), dtype=int)
    for one, other in zip(a, b):
        table[place[one], place[other]] += 1
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
    if len(set(a)) == len(set(b)) == 1:
        return 1.0
    if len(set(a)) == 1 or len(set(b)) == 1:
        return 0.0
    p = table / table.sum()
    h_a, h_b = entropy(p.sum(axis=1)), entropy(p.sum(axis=0))
    information = h_a + h_b - entropy(p.ravel())
    return float(max(0.0, information) / ((h_a + h_b) / 2))
