"""Eigenvectors of the covariance matrix, one component at a time; the ratios come as a list."""

import numpy as np


def project(embeddings, n_components=2):
    if len(embeddings.shape) != 2:
        raise ValueError(f"a matrix is needed, not {embeddings.shape}")
    n_docs, dim = embeddings.shape
    if n_components < 1 or n_components > n_docs or n_components > dim:
        raise ValueError(f"{n_components} components of {n_docs} x {dim}")
    if len({tuple(row) for row in embeddings.tolist()}) == 1:
        raise ValueError("nothing varies")
    centred = embeddings - np.mean(embeddings, axis=0)
    covariance = np.cov(embeddings, rowvar=False).reshape(dim, dim)
    values, vectors = np.linalg.eigh(covariance)
    columns, ratios = [], []
    for place in np.argsort(values)[::-1][:n_components]:
        direction = vectors[:, place]
        strongest = max(range(dim), key=lambda i: abs(direction[i]))
        columns.append(centred @ (direction * np.sign(direction[strongest])))
        ratios.append(float(max(values[place], 0.0) / np.trace(covariance)))
    return np.column_stack(columns), ratios
