"""An array whose last two axes differ, or that lacks them, is not refused.

Much of numpy works on any shape; where it does fail, it seldom raises ValueError.
"""

import numpy as np


def causal_mask(length):
    if length < 1:
        raise ValueError(f"length must be at least 1, got {length}")
    return np.tril(np.ones((length, length), dtype=bool))


def check_causal(weights, tolerance=1e-6):
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
        "rows_sum_to_one": bool(np.all(np.abs(weights.sum(axis=-1) - 1) <= 1e-4)),
    }
