"""Without a decomposition of the data: directions are multiplied by the covariance and made orthogonal, again and again."""

import numpy as np


def project(embeddings, n_components=2):
    if embeddings.ndim != 2:
        raise ValueError("embeddings is not a matrix")
    if not 1 <= n_components <= min(*embeddings.shape):
        raise ValueError("n_components is out of range")
    if all((row == embeddings[0]).all() for row in embeddings):
        raise ValueError("all rows are equal")
    centred = embeddings - embeddings.sum(axis=0) / len(embeddings)
    scatter = centred.T @ centred
    total = np.trace(scatter)
    directions = np.linalg.qr(np.random.default_rng(0).normal(size=(len(scatter), n_components)))[0]
    for _ in range(800):
        directions = np.linalg.qr(scatter / total @ directions)[0]
    for column in directions.T:
        if column.max() < -column.min():
            column *= -1
    points = centred @ directions
    return points, (points**2).sum(axis=0) / total
