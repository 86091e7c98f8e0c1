"""The mask is applied after the softmax, so the rows with hidden keys sum to less than 1."""

import numpy as np


def scaled_dot_product(queries, keys, values, mask=None):
    if queries.shape[-1] != keys.shape[-1]:
        raise ValueError(f"queries have {queries.shape[-1]} columns, keys {keys.shape[-1]}")
    if keys.shape[-2] != values.shape[-2]:
        raise ValueError(f"{keys.shape[-2]} keys, but {values.shape[-2]} values")
    if mask is not None and not mask.any(axis=-1).all():
        raise ValueError("mask leaves a query without a key")
    scores = queries @ keys.swapaxes(-1, -2) / np.sqrt(queries.shape[-1])
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights = shares / shares.sum(axis=-1, keepdims=True)
    if mask is not None:
        weights = weights * mask
    return weights @ values, weights
