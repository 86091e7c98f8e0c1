"""One matrix at a time: the report of an array is put together from the reports of its parts."""

import numpy as np


def causal_mask(length):
    if length < 1:
        raise ValueError("length must be at least 1")
    if length == 1:
        return np.array([[True]])
    mask = np.zeros((length, length), dtype=bool)
    mask[:-1, :-1] = causal_mask(length - 1)
    mask[-1] = True
    return mask


def check_causal(weights, tolerance=1e-6):
    if weights.ndim < 2 or weights.shape[-2] != weights.shape[-1] or weights.shape[-1] == 0:
        raise ValueError("weights must be (..., n, n)")
    if weights.ndim > 2:
        parts = [check_causal(part, tolerance) for part in weights]
        leaks = sorted({tuple(leak) for part in parts for leak in part["leaks"]})
        return {
            "causal": all(part["causal"] for part in parts),
            "leaks": [list(leak) for leak in leaks],
            "largest_leak": max(part["largest_leak"] for part in parts),
            "rows_sum_to_one": all(part["rows_sum_to_one"] for part in parts),
        }
    if not np.isfinite(weights).all() or weights.min() < 0:
        raise ValueError("weights must be finite and not negative")
    future = np.where(np.tri(len(weights), dtype=bool), 0.0, weights)
    leaks = [list(leak) for leak in np.transpose(np.nonzero(future > tolerance))]
    return {
        "causal": leaks == [],
        "leaks": leaks,
        "largest_leak": future.max(),
        "rows_sum_to_one": bool((abs(weights.sum(axis=1) - 1) <= 1e-4).all()),
    }
