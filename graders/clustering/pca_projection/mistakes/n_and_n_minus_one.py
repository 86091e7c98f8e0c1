"""Variances divided by n - 1 are set against a total divided by n, so the ratios are too large.

`np.cov` divides by n - 1, `np.var` by n.
"""

import numpy as np


def check(embeddings, n_components):
    if embeddings.ndim != 2:
        raise ValueError("embeddings must be 2-D")
    if n_components < 1 or n_components > min(embeddings.shape):
        raise ValueError("n_components must be from 1 to min(n_docs, dim)")
    if np.all(embeddings == embeddings[0]):
        raise ValueError("all rows are equal")


def project(embeddings, n_components=2):
    check(embeddings, n_components)
    centred = embeddings - embeddings.mean(axis=0)
    values, vectors = np.linalg.eigh(np.atleast_2d(np.cov(centred.T)))
    values, components = values[::-1], vectors.T[::-1].copy()
    components = components[:n_components]
    for component in components:
        if component[np.argmax(np.abs(component))] < 0:
            component *= -1
    ratios = values / np.sum(np.var(centred, axis=0))
    return centred @ components.T, ratios[:n_components]
