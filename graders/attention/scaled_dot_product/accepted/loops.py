"""One query at a time in plain Python, with math.exp and math.fsum."""

import math

import numpy as np


def attend(query, keys, values, allowed):
    scores = {}
    for number, key in enumerate(keys):
        if allowed[number]:
            scores[number] = math.fsum(q * k for q, k in zip(query, key)) / math.sqrt(len(query))
    if not scores:
        raise ValueError("a query has no key")
    highest = max(scores.values())
    shares = [math.exp(scores[n] - highest) if n in scores else 0.0 for n in range(len(keys))]
    weights = [share / math.fsum(shares) for share in shares]
    mixed = [math.fsum(w * value[j] for w, value in zip(weights, values)) for j in range(len(values[0]))]
    return mixed, weights


def scaled_dot_product(queries, keys, values, mask=None):
    *leading, n_queries, dim = queries.shape
    n_keys, value_dim = values.shape[-2:]
    if keys.shape[-1] != dim or keys.shape[-2] != n_keys:
        raise ValueError("sizes do not fit")
    full = (*leading, n_queries, n_keys)
    allowed = np.broadcast_to(True if mask is None else mask, full)
    output, weights = np.zeros((*leading, n_queries, value_dim)), np.zeros(full)
    for place in np.ndindex(*leading, n_queries):
        matrix = place[:-1]
        mixed, row = attend(
            queries[place].tolist(), keys[matrix].tolist(), values[matrix].tolist(), allowed[place].tolist()
        )
        output[place], weights[place] = mixed, row
    return output, weights
