"""The mask is one comparison of positions, and the check looks at the same triangle from the other side.

A leak anywhere is a leak, so the leading axes are folded into one and only the largest weight of each place
is kept: an average over heads would thin out one leaking head among many honest ones.
"""

import numpy as np

ROW_SUM_TOLERANCE = 1e-4


def causal_mask(length: int) -> np.ndarray:
    if length < 1:
        raise ValueError(f"length must be at least 1, got {length}")
    positions = np.arange(length)
    return positions[None, :] <= positions[:, None]


def check_causal(weights: np.ndarray, tolerance: float = 1e-6) -> dict[str, object]:
    if weights.ndim < 2 or weights.shape[-1] != weights.shape[-2] or weights.shape[-1] == 0:
        raise ValueError(f"weights must have shape (..., n, n) with n at least 1, got {weights.shape}")
    # NaN compares False with everything, so ask for what is right, not for what is wrong.
    right = np.isfinite(weights) & (weights >= 0)
    if not right.all():
        raise ValueError(f"weights must be finite and not negative, got {weights[~right][0]}")
    length = weights.shape[-1]
    highest = weights.reshape(-1, length, length).max(axis=0)
    future = ~causal_mask(length)
    leaks = [(int(query), int(key)) for query, key in np.argwhere(future & (highest > tolerance))]
    return {
        "causal": not leaks,
        "leaks": leaks,
        "largest_leak": float(highest.max(where=future, initial=0.0)),
        "rows_sum_to_one": bool((np.abs(weights.sum(axis=-1) - 1) <= ROW_SUM_TOLERANCE).all()),
    }
