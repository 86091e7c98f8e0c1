"""Plain loops over nested lists; whole numbers where a float happens to be one."""

import math

import numpy as np


def causal_mask(length):
    if length <= 0:
        raise ValueError(f"a mask needs at least one token, not {length}")
    mask = np.zeros((length, length), dtype=bool)
    for query in range(length):
        for key in range(query + 1):
            mask[query][key] = True
    return mask


def matrices(weights):
    """Yield each matrix under the leading axes, as nested lists."""
    if weights.ndim == 2:
        yield weights.tolist()
        return
    for part in weights:
        yield from matrices(part)


def check_causal(weights, tolerance=1e-6):
    shape = weights.shape
    if len(shape) < 2 or shape[-1] != shape[-2] or shape[-1] < 1:
        raise ValueError("expected (..., n, n)")
    found, largest, sums_right = set(), 0, True
    for matrix in matrices(weights):
        for query, row in enumerate(matrix):
            for key, weight in enumerate(row):
                if not 0 <= weight < math.inf:
                    raise ValueError(f"{weight} is no attention weight")
                if key > query:
                    largest = max(largest, weight)
                    if weight > tolerance:
                        found.add((query, key))
            if abs(math.fsum(row) - 1) > 1e-4:
                sums_right = False
    return dict(causal=not found, leaks=sorted(found), largest_leak=largest, rows_sum_to_one=sums_right)
