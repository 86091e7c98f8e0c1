"""Einstein sums, the logarithm of the summed exponentials, a named tuple."""

from typing import NamedTuple

import numpy as np


class Attention(NamedTuple):
    output: np.ndarray
    weights: np.ndarray


def scaled_dot_product(queries, keys, values, mask=None):
    dim = queries.shape[-1]
    if dim != keys.shape[-1]:
        raise ValueError("dim")
    if keys.shape[-2] != values.shape[-2]:
        raise ValueError("n_keys")
    scores = np.einsum("...qd,...kd->...qk", queries * dim**-0.5, keys)
    if mask is not None:
        scores = scores + np.where(mask, 0.0, -np.inf)
        if np.isneginf(scores).all(axis=-1).any():
            raise ValueError("no key for a query")
    log_sums = np.logaddexp.reduce(scores, axis=-1)
    weights = np.exp(scores - log_sums[..., None])
    return Attention(np.einsum("...qk,...kv->...qv", weights, values), weights)
