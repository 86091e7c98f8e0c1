"""The mask acts on the scores, the softmax on what is left, and the largest score left is taken off first.

A softmax does not change when the same number is taken from all its scores. With each row's largest at 0 nothing
overflows, and the divisor is at least 1. The largest must be one the query may attend to: measured from a hidden
key's score, all the others could vanish. A score of minus infinity then makes a weight of exactly 0.
"""

import numpy as np


def scaled_dot_product(
    queries: np.ndarray, keys: np.ndarray, values: np.ndarray, mask: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    if queries.shape[-1] != keys.shape[-1]:
        raise ValueError(f"queries and keys must agree in dim, got {queries.shape[-1]} and {keys.shape[-1]}")
    if keys.shape[-2] != values.shape[-2]:
        raise ValueError(f"keys and values must agree in n_keys, got {keys.shape[-2]} and {values.shape[-2]}")
    if mask is not None and not mask.any(axis=-1).all():
        raise ValueError("mask must leave each query at least one key, got a query without any")

    scores = queries @ keys.swapaxes(-1, -2) / np.sqrt(queries.shape[-1])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights = shares / shares.sum(axis=-1, keepdims=True)
    return weights @ values, weights
