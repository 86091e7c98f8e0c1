"""The silhouette is that of a sample of the rows, not of all."""

import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score, silhouette_score


def check(embeddings, k):
    if np.ndim(embeddings) != 2 or not np.isfinite(embeddings).all():
        raise ValueError("embeddings must be 2-D and finite")
    if k < 2 or k >= len(embeddings):
        raise ValueError("k must be from 2 to n_docs - 1")


def evaluate_kmeans(embeddings, truth=None, k=5, seed=42):
    check(embeddings, k)
    if truth is not None and len(truth) != len(embeddings):
        raise ValueError("expected one topic per row")
    model = KMeans(n_clusters=k, n_init=10, random_state=seed).fit(embeddings)
    found = model.labels_
    return {
        "labels": found,
        "inertia": model.inertia_,
        "silhouette": silhouette_score(embeddings, found, sample_size=min(50, len(found)), random_state=seed),
        "nmi": None if truth is None else normalized_mutual_info_score(truth, found),
        "ari": None if truth is None else adjusted_rand_score(truth, found),
    }


def best_k(embeddings, candidates, seed=42):
    if len(candidates) == 0:
        raise ValueError("no candidates")
    scores = {k: evaluate_kmeans(embeddings, k=k, seed=seed)["silhouette"] for k in sorted(candidates)}
    return max(scores, key=scores.get)
