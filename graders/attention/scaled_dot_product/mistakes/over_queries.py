"""The softmax runs over the queries: the columns of the weights sum to 1, the rows do not.

The axis before the last counts the queries. Each query shares itself out among the keys, which are the last axis.
"""

import numpy as np


def scaled_dot_product(queries, keys, values, mask=None):
    if queries.shape[-1] != keys.shape[-1]:
        raise ValueError(f"queries have {queries.shape[-1]} columns, keys {keys.shape[-1]}")
    if keys.shape[-2] != values.shape[-2]:
        raise ValueError(f"{keys.shape[-2]} keys, but {values.shape[-2]} values")
    if mask is not None and not mask.any(axis=-1).all():
        raise ValueError("mask leaves a query without a key")
    scores = queries @ keys.swapaxes(-1, -2) / np.sqrt(queries.shape[-1])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    shares = np.exp(scores - scores.max(axis=-2, keepdims=True))
    weights = shares / shares.sum(axis=-2, keepdims=True)
    return weights @ values, weights
