"""The nearest centroid, by cosine.

The mean is taken of the rows as they are, so a longer row weighs more; where an encoder gives rows of length
1 that makes no difference, and elsewhere it is what "the average embedding" says. Lengths are taken out only
where directions are compared: both sides are divided by theirs, so that one matrix product gives every
similarity.
"""

from collections.abc import Sequence

import numpy as np


def _check_rows(name: str, rows: np.ndarray) -> None:
    if rows.ndim != 2 or len(rows) == 0:
        raise ValueError(f"{name} must be 2-D with at least one row, got shape {rows.shape}")
    if not np.isfinite(rows).all():
        raise ValueError(f"{name} must be finite, got NaN or infinity")


def _check_number(name: str, values: Sequence[str], rows_name: str, rows: np.ndarray) -> None:
    if len(values) != len(rows):
        raise ValueError(f"{name} must be one per row of {rows_name}, got {len(values)} for {len(rows)} rows")


def _unit(name: str, rows: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    if (lengths == 0).any():
        raise ValueError(f"{name} must have no row of length 0, got one at row {int(np.argmin(lengths))}")
    return rows / lengths


def fit_centroids(embeddings: np.ndarray, labels: Sequence[str]) -> tuple[list[str], np.ndarray]:
    """Average the rows of each class."""
    _check_rows("embeddings", embeddings)
    _check_number("labels", labels, "embeddings", embeddings)
    classes = sorted({str(label) for label in labels})
    membership = np.array(labels, dtype=str)
    return classes, np.stack([embeddings[membership == name].mean(axis=0) for name in classes])


def predict_centroids(embeddings: np.ndarray, classes: Sequence[str], centroids: np.ndarray) -> list[str]:
    """Compare directions; `argmax` takes the first of equals, which is the contract's tie."""
    _check_rows("embeddings", embeddings)
    _check_rows("centroids", centroids)
    _check_number("classes", classes, "centroids", centroids)
    if embeddings.shape[1] != centroids.shape[1]:
        raise ValueError(f"centroids must have dim {embeddings.shape[1]}, got {centroids.shape[1]}")
    similarities = _unit("embeddings", embeddings) @ _unit("centroids", centroids).T
    return [str(classes[best]) for best in similarities.argmax(axis=1)]
