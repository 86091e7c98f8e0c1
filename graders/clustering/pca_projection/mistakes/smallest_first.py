"""The components of smallest variance are kept: `eigh` sorts its eigenvalues upwards."""

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
    values, vectors = np.linalg.eigh(centred.T @ centred)
    components = vectors.T.copy()
    components = components[:n_components]
    for component in components:
        if component[np.argmax(np.abs(component))] < 0:
            component *= -1
    ratios = values / np.sum(values)
    return centred @ components.T, ratios[:n_components]
