"""The mask is inverted: it hides the keys it should show and shows the ones it should hide.

In some libraries True means "leave this out". Here True means "may attend".
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
        scores = np.where(mask, -np.inf, scores)
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights = shares / shares.sum(axis=-1, keepdims=True)
    return weights @ values, weights
