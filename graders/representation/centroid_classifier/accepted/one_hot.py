"""One matrix product each way: classes as one-hot columns, lengths divided out afterwards, arrays given."""

import numpy as np


def fit_centroids(embeddings, labels):
    n_docs, _ = embeddings.shape
    if n_docs == 0 or np.shape(labels) != (n_docs,) or not np.all(np.isfinite(embeddings)):
        raise ValueError("embeddings and labels do not fit")
    classes, number = np.unique(np.asarray(labels, dtype=str), return_inverse=True)
    one_hot = np.eye(len(classes))[number]
    return classes, (one_hot.T @ embeddings) / one_hot.sum(axis=0)[:, None]


def predict_centroids(embeddings, classes, centroids):
    (n_docs, dim), (n_classes, also_dim) = embeddings.shape, centroids.shape
    if dim != also_dim or len(classes) != n_classes or 0 in (n_docs, n_classes):
        raise ValueError("shapes do not fit")
    lengths = np.sqrt(np.einsum("id,id->i", embeddings, embeddings))
    others = np.sqrt(np.einsum("id,id->i", centroids, centroids))
    if not np.isfinite(lengths).all() or not np.isfinite(others).all() or 0 in lengths or 0 in others:
        raise ValueError("a vector that points nowhere")
    cosines = np.einsum("id,jd->ij", embeddings, centroids) / np.outer(lengths, others)
    return np.asarray(classes)[np.argmax(cosines, axis=1)]
