"""Both scores from one table of counts.

The table says all there is to say about two groupings, and it is small: a pass over the texts makes it, and
nothing afterwards grows with their number, as looking at every pair would. Pairs are counted in Python's own
integers, as the product of two such counts does not fit 64 bits where texts are many.
"""

from collections.abc import Sequence

import numpy as np


def contingency_table(a: Sequence[str] | Sequence[int], b: Sequence[str] | Sequence[int]) -> np.ndarray:
    if len(a) != len(b):
        raise ValueError(f"a and b must be equally long, got {len(a)} and {len(b)} items")
    if len(a) == 0:
        raise ValueError("a and b must hold at least one item, got none")
    values_of_a, rows = np.unique(np.asarray(a), return_inverse=True)
    values_of_b, columns = np.unique(np.asarray(b), return_inverse=True)
    shape = len(values_of_a), len(values_of_b)
    cells = np.ravel_multi_index((rows, columns), shape)
    return np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)


def adjusted_rand(a: Sequence[str] | Sequence[int], b: Sequence[str] | Sequence[int]) -> float:
    table = contingency_table(a, b)
    both, in_a, in_b = _pairs(table), _pairs(table.sum(axis=1)), _pairs(table.sum(axis=0))
    # With all three equal no pair is split; this takes in every case in which the formula is 0 / 0.
    if both == in_a == in_b:
        return 1.0
    by_chance = in_a * in_b / _pairs(table.sum())
    return (both - by_chance) / ((in_a + in_b) / 2 - by_chance)


def normalized_mutual_information(a: Sequence[str] | Sequence[int], b: Sequence[str] | Sequence[int]) -> float:
    table = contingency_table(a, b)
    if table.size == 1:
        return 1.0
    p = table / table.sum()
    p_a, p_b = p.sum(axis=1, keepdims=True), p.sum(axis=0, keepdims=True)
    # An empty cell adds nothing: p log p goes to 0 with p, though log 0 itself is infinite.
    found = p > 0
    information = np.sum(p[found] * np.log(p[found] / (p_a * p_b)[found]))
    # Rounding may leave independent groupings a trace below 0.
    return float(max(information, 0.0) / ((_entropy(p_a) + _entropy(p_b)) / 2))


def _pairs(counts: np.ndarray) -> int:
    # Each pair in both orders: twice as many, which cancels in the score.
    return sum(count * (count - 1) for count in np.ravel(counts).tolist())


def _entropy(p: np.ndarray) -> float:
    return float(-np.sum(p * np.log(p)))
