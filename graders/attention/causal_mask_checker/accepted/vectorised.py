"""Whole arrays at once: numpy's triangles and argwhere; numpy scalars are returned as they come."""

import numpy as np


def causal_mask(length):
    if length < 1:
        raise ValueError("length must be at least 1")
    return np.tri(length, dtype=bool)


def check_causal(weights, tolerance=1e-6):
    if weights.ndim < 2:
        raise ValueError("weights needs two axes, query and key")
    n_queries, n_keys = weights.shape[-2:]
    if n_queries != n_keys or n_queries == 0:
        raise ValueError("weights must be square and not empty")
    if np.any(weights < 0) or not np.all(np.isfinite(weights)):
        raise ValueError("weights must be finite and at least 0")
    above = np.triu(weights, k=1)
    leaking = np.any(above > tolerance, axis=tuple(range(weights.ndim - 2)))
    leaks = np.argwhere(leaking).tolist()
    return {
        "rows_sum_to_one": np.allclose(weights.sum(-1), 1, rtol=0, atol=1e-4),
        "largest_leak": above.max(),
        "leaks": leaks,
        "causal": ~leaking.any(),
    }
