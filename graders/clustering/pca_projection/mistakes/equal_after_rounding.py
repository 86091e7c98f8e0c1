"""Equal rows are looked for after centring, where rounding has left traces of a difference."""

import numpy as np


def check(embeddings, n_components):
    if embeddings.ndim != 2:
        raise ValueError("embeddings must be 2-D")
    if n_components < 1 or n_components > min(embeddings.shape):
        raise ValueError("n_components must be from 1 to min(n_docs, dim)")


def project(embeddings, n_components=2):
    check(embeddings, n_components)
    centred = embeddings - embeddings.mean(axis=0)
    if not centred.any():
        raise ValueError("all rows are equal")
    _, singular, components = np.linalg.svd(centred, full_matrices=False)
    components = components[:n_components]
    for component in components:
        if component[np.argmax(np.abs(component))] < 0:
            component *= -1
    ratios = singular**2 / np.sum(singular**2)
    return centred @ components.T, ratios[:n_components]
