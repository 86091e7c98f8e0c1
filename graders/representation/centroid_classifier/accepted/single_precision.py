"""Works in float32, adds rows up one by one, and sorts by falling similarity (a stable sort keeps ties)."""

import numpy as np


def as_rows(values):
    rows = np.array(values, dtype=np.float32)
    if rows.ndim != 2 or not rows.size or np.isnan(rows).any() or np.isinf(rows).any():
        raise ValueError("expected finite rows")
    return rows


def fit_centroids(embeddings, labels):
    rows = as_rows(embeddings)
    labels = [str(label) for label in labels]
    if len(labels) != rows.shape[0]:
        raise ValueError("expected a label per row")
    classes = sorted(set(labels))
    where = [classes.index(label) for label in labels]
    centroids = np.zeros((len(classes), rows.shape[1]), dtype=np.float32)
    np.add.at(centroids, where, rows)
    return classes, centroids / np.bincount(where).astype(np.float32)[:, None]


def directions(rows):
    lengths = np.linalg.norm(rows, axis=1)
    if np.count_nonzero(lengths) < len(lengths):
        raise ValueError("a row has no direction")
    return rows / lengths[:, None]


def predict_centroids(embeddings, classes, centroids):
    rows, middles = directions(as_rows(embeddings)), directions(as_rows(centroids))
    if len(classes) != len(middles) or rows.shape[1] != middles.shape[1]:
        raise ValueError("classes, centroids and embeddings do not match")
    ranking = np.argsort(-(rows @ middles.T), axis=1, kind="stable")
    return tuple(str(classes[order[0]]) for order in ranking)
