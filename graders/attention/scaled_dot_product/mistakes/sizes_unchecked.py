"""Arrays that do not fit are not refused where one of the two sizes is 1: it is stretched silently.

`einsum`, `*` and their like broadcast an axis of size 1. A matrix product does not, but nor does it name the fault.
"""

import numpy as np


def scaled_dot_product(queries, keys, values, mask=None):
    if mask is not None and not mask.any(axis=-1).all():
        raise ValueError("mask leaves a query without a key")
    scores = np.einsum("...qd,...kd->...qk", queries, keys) / np.sqrt(queries.shape[-1])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights = shares / shares.sum(axis=-1, keepdims=True)
    return np.einsum("...qk,...kv->...qv", weights, values), weights
