"""k-means and three scores of its clusters.

The silhouette is of the clusters found: it asks whether the data fall into groups, not whether they are the
right ones. NMI and ARI ask that, and only they see the truth. Rows that repeat can leave k-means with fewer
clusters than k; that is an answer, not a fault, so its warning is kept quiet.
"""

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.cluster import KMeans
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score, silhouette_score


def _check_input(embeddings: np.ndarray, k: int) -> None:
    if embeddings.ndim != 2:
        raise ValueError(f"embeddings must be 2-D, got shape {embeddings.shape}")
    if not np.isfinite(embeddings).all():
        raise ValueError("embeddings must be finite, got NaN or infinity")
    if not 2 <= k < len(embeddings):
        raise ValueError(f"k must be from 2 to n_docs - 1 = {len(embeddings) - 1}, got {k}")


def _cluster(embeddings: np.ndarray, k: int, seed: int) -> KMeans:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return KMeans(n_clusters=k, n_init=10, random_state=seed).fit(embeddings)


def evaluate_kmeans(
    embeddings: np.ndarray, truth: Sequence[str] | None = None, k: int = 5, seed: int = 42
) -> dict[str, Any]:
    """Cluster, then judge."""
    _check_input(embeddings, k)
    if truth is not None and len(truth) != len(embeddings):
        raise ValueError(f"truth must hold {len(embeddings)} topics, one per row, got {len(truth)}")
    model = _cluster(embeddings, k, seed)
    return {
        "labels": model.labels_,
        "inertia": float(model.inertia_),
        "silhouette": float(silhouette_score(embeddings, model.labels_)),
        "nmi": None if truth is None else float(normalized_mutual_info_score(truth, model.labels_)),
        "ari": None if truth is None else float(adjusted_rand_score(truth, model.labels_)),
    }


def best_k(embeddings: np.ndarray, candidates: Sequence[int], seed: int = 42) -> int:
    """Try every candidate, smallest first, so that `max` settles ties the way the contract says."""
    if len(candidates) == 0:
        raise ValueError("candidates must hold at least one number of clusters, got none")
    for k in candidates:
        _check_input(embeddings, k)
    return max(sorted(candidates), key=lambda k: silhouette_score(embeddings, _cluster(embeddings, k, seed).labels_))
