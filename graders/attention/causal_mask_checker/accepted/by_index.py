"""Index pairs of the upper triangle, a tuple of leaks, an ordered dict."""

from collections import OrderedDict

import numpy as np


def causal_mask(length: int) -> np.ndarray:
    if length < 1:
        raise ValueError("length")
    return np.greater_equal.outer(np.arange(length), np.arange(length))


def check_causal(weights: np.ndarray, tolerance: float = 1e-6) -> OrderedDict:
    if np.ndim(weights) < 2 or weights.shape[-1] != weights.shape[-2] or not weights.shape[-1]:
        raise ValueError("shape of weights")
    if np.isnan(weights).any() or np.isinf(weights).any() or np.signbit(weights[weights != 0]).any():
        raise ValueError("values of weights")
    queries, keys = np.triu_indices(weights.shape[-1], k=1)
    future = weights.reshape(-1, *weights.shape[-2:])[:, queries, keys]
    leaking = np.flatnonzero((future > tolerance).sum(axis=0))
    report = OrderedDict()
    report["leaks"] = tuple((queries[i], keys[i]) for i in leaking)
    report["causal"] = not report["leaks"]
    report["largest_leak"] = future.max() if future.size else 0
    sums = np.einsum("...qk->...q", weights)
    report["rows_sum_to_one"] = np.bool_(sums.min() >= 1 - 1e-4 and sums.max() <= 1 + 1e-4)
    return report
