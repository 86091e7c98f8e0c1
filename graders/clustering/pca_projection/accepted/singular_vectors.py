"""Left singular vectors times singular values are the points; ratios from the variances of the points."""

import numpy as np


def project(embeddings, n_components=2):
    match embeddings.shape:
        case (n_docs, dim) if 1 <= n_components <= min(n_docs, dim):
            pass
        case shape:
            raise ValueError(f"{n_components} components of embeddings {shape}")
    if len(np.unique(embeddings, axis=0)) < 2:
        raise ValueError("the rows are all the same")
    u, s, vt = np.linalg.svd(embeddings - embeddings.mean(axis=0))
    points = u[:, : len(s)] * s
    flip = [np.sign(row[np.abs(row).argmax()]) for row in vt[: len(s)]]
    points = (points * flip)[:, :n_components]
    return points, tuple(points.var(axis=0) / embeddings.var(axis=0).sum())
