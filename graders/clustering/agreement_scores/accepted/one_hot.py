"""A one-hot matrix for each grouping, whose product is the table; scores come as numpy floats."""

import numpy as np


def one_hot(values):
    values = np.asarray(values)
    return (values[:, None] == np.unique(values)[None, :]).astype(np.float64)


def contingency_table(a, b):
    if len(a) != len(b):
        raise ValueError("lengths differ")
    if len(a) < 1:
        raise ValueError("no texts")
    return np.rint(one_hot(a).T @ one_hot(b)).astype(np.uint32)


def adjusted_rand(a, b):
    table = contingency_table(a, b).astype(float)
    n = table.sum()
    total = n * (n - 1) / 2
    both = (table * (table - 1)).sum() / 2
    sums_a, sums_b = table.sum(1), table.sum(0)
    same_a = (sums_a * (sums_a - 1)).sum() / 2
    same_b = (sums_b * (sums_b - 1)).sum() / 2
    if same_a == same_b and same_a in (0, total):
        return np.float64(1)
    expected = same_a * same_b / total
    return (both - expected) / ((same_a + same_b) / 2 - expected)


def normalized_mutual_information(a, b):
    table = contingency_table(a, b)
    rows, columns = table.shape
    if rows == 1 or columns == 1:
        return np.float64(rows == columns)
    joint = table / table.sum()
    pa, pb = joint.sum(axis=1), joint.sum(axis=0)
    ratio = np.divide(joint, np.outer(pa, pb), out=np.ones_like(joint), where=joint > 0)
    mutual = (joint * np.log(ratio)).sum()
    return mutual / np.mean([-(pa * np.log(pa)).sum(), -(pb * np.log(pb)).sum()])
