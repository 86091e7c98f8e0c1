"""One leading axis after the other is peeled off; each softmax sees only the keys that are left."""

import numpy as np


def scaled_dot_product(queries, keys, values, mask=None):
    if queries.shape[-1] != keys.shape[-1] or len(keys.shape) > 1 and keys.shape[-2] != values.shape[-2]:
        raise ValueError("the arrays do not fit")
    full = queries.shape[:-1] + (keys.shape[-2],)
    mask = np.broadcast_to(np.array(True) if mask is None else mask, full)
    if queries.ndim > 2:
        parts = [scaled_dot_product(*part) for part in zip(queries, keys, values, mask)]
        return np.stack([output for output, _ in parts]), np.stack([weights for _, weights in parts])
    weights = np.zeros(full)
    for number, query in enumerate(queries):
        allowed = np.flatnonzero(mask[number])
        if len(allowed) == 0:
            raise ValueError(f"query {number} has no key")
        scores = keys[allowed].dot(query) / len(query) ** 0.5
        shares = np.exp(scores - max(scores))
        weights[number, allowed] = shares / sum(shares)
    return weights.dot(values), weights
