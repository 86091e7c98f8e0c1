"""Single precision, the leading axes folded into one, hidden keys far below every score."""

import numpy as np


def scaled_dot_product(queries, keys, values, mask=None):
    if queries.shape[-1] != keys.shape[-1] or keys.shape[-2] != values.shape[-2]:
        raise ValueError(f"shapes {queries.shape}, {keys.shape}, {values.shape} do not fit")
    shape = (*queries.shape[:-1], keys.shape[-2])
    mask = np.ones(shape, dtype=bool) if mask is None else np.broadcast_to(mask, shape).copy()
    if (mask.sum(axis=-1) == 0).any():
        raise ValueError("mask hides every key from a query")
    mask = mask.reshape(-1, *shape[-2:])
    q, k, v = (a.astype(np.float32).reshape(-1, *a.shape[-2:]) for a in (queries, keys, values))
    scores = np.matmul(q, k.transpose(0, 2, 1)) / np.float32(np.sqrt(q.shape[2]))
    scores[~mask] = -1e30
    scores -= scores.max(axis=2)[:, :, np.newaxis]
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=2)[:, :, np.newaxis]
    return (scores @ v).reshape(*shape[:-1], -1), scores.reshape(shape)
