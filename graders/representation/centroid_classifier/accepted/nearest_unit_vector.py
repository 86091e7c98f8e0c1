"""Between vectors of length 1, the highest cosine is the smallest Euclidean distance."""

import numpy as np


def fit_centroids(embeddings, labels):
    if embeddings.ndim != 2 or len(embeddings) < 1 or len(embeddings) != len(labels):
        raise ValueError("embeddings")
    if not np.isfinite(embeddings.sum()):
        raise ValueError("embeddings are not finite")
    order = np.argsort(np.asarray(labels), kind="stable")
    names = [str(labels[i]) for i in order]
    starts = [i for i, name in enumerate(names) if i == 0 or name != names[i - 1]]
    sizes = np.diff([*starts, len(names)])
    sums = np.add.reduceat(embeddings[order], starts, axis=0)
    return [names[i] for i in starts], sums / sizes.reshape(-1, 1)


def unit(rows):
    if np.ndim(rows) != 2 or len(rows) < 1 or np.any(~np.isfinite(rows)):
        raise ValueError("rows")
    lengths = [float(np.sqrt(row.dot(row))) for row in rows]
    if min(lengths) == 0.0:
        raise ValueError("a row of length 0")
    return np.array([row / length for row, length in zip(rows, lengths, strict=True)])


def predict_centroids(embeddings, classes, centroids):
    rows, middles = unit(embeddings), unit(centroids)
    if rows.shape[1] != middles.shape[1]:
        raise ValueError("dim")
    if len(middles) != len(classes):
        raise ValueError("classes")
    nearest = [int(np.argmin([np.sum((row - middle) ** 2) for middle in middles])) for row in rows]
    return np.array(classes)[nearest].tolist()
