"""More components than texts are accepted: only the number of columns is looked at."""

import numpy as np


def check(embeddings, n_components):
    if embeddings.ndim != 2:
        raise ValueError("embeddings must be 2-D")
    if n_components < 1 or n_components > embeddings.shape[1]:
        raise ValueError("n_components must be from 1 to min(n_docs, dim)")
    if np.all(embeddings == embeddings[0]):
        raise ValueError("all rows are equal")


def project(embeddings, n_components=2):
    check(embeddings, n_components)
    centred = embeddings - embeddings.mean(axis=0)
    values, vectors = np.linalg.eigh(centred.T @ centred)
    values, components = values[::-1], vectors.T[::-1].copy()
    components = components[:n_components]
    for component in components:
        if component[np.argmax(np.abs(component))] < 0:
            component *= -1
    ratios = values / np.sum(values)
    return centred @ components.T, ratios[:n_components]
