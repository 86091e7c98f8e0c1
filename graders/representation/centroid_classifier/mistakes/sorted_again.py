"""The classes are sorted before they are looked up, so a row of centroids gets another class's name.

The caller may list classes in any order; row i belongs to the i-th of them as given.
"""

import numpy as np


def check(rows):
    if rows.ndim != 2 or len(rows) == 0 or not np.isfinite(rows).all():
        raise ValueError("expected a finite 2-D array with at least one row")


def fit_centroids(embeddings, labels):
    check(embeddings)
    if len(labels) != len(embeddings):
        raise ValueError("expected one label per row")
    labels = np.array(labels)
    classes = sorted(set(labels.tolist()))
    return classes, np.array([embeddings[labels == name].mean(axis=0) for name in classes])


def predict_centroids(embeddings, classes, centroids):
    classes = sorted(classes)
    check(embeddings)
    check(centroids)
    if len(classes) != len(centroids) or embeddings.shape[1] != centroids.shape[1]:
        raise ValueError("classes, centroids and embeddings do not fit together")
    row_lengths = np.linalg.norm(embeddings, axis=1, keepdims=True)
    centroid_lengths = np.linalg.norm(centroids, axis=1, keepdims=True)
    if (row_lengths == 0).any() or (centroid_lengths == 0).any():
        raise ValueError("a vector of length 0 has no direction")
    similarities = (embeddings / row_lengths) @ (centroids / centroid_lengths).T
    return [classes[i] for i in similarities.argmax(axis=1)]
