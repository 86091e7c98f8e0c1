"""From the inner products of the texts: for few texts of many dimensions the smaller matrix."""

import numpy as np


def project(embeddings, n_components=2):
    rows = np.array(embeddings)
    if rows.ndim != 2:
        raise ValueError("embeddings")
    if not (0 < n_components <= rows.shape[0] and n_components <= rows.shape[1]):
        raise ValueError("n_components")
    if not np.any(np.diff(rows, axis=0)):
        raise ValueError("all rows are the same")
    rows -= rows.mean(axis=0, keepdims=True)
    values, vectors = np.linalg.eigh(rows @ rows.T)
    values, vectors = np.clip(values[::-1], 0, None), vectors[:, ::-1]
    points = vectors[:, :n_components] * np.sqrt(values[:n_components])
    loadings = rows.T @ vectors[:, :n_components]
    strongest = loadings[np.abs(loadings).argmax(axis=0), np.arange(n_components)]
    points[:, strongest < 0] *= -1
    return points, values[:n_components] / (rows**2).sum()
