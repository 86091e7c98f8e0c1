"""Leans on the checks scikit-learn makes itself; fills in one key at a time; best_k ends in an argmax."""

import numpy as np
from sklearn import cluster, metrics


def evaluate_kmeans(embeddings, truth=None, k=5, seed=42):
    if k == len(embeddings):
        raise ValueError("every text would be a cluster of its own")
    estimator = cluster.KMeans(n_clusters=k, n_init=10, random_state=np.random.RandomState(seed))
    estimator.fit(np.array(embeddings))
    result = {"nmi": None, "ari": None}
    if truth is not None:
        known = np.array([str(topic) for topic in truth])
        result["nmi"] = metrics.normalized_mutual_info_score(known, estimator.labels_)
        result["ari"] = metrics.adjusted_rand_score(estimator.labels_, known)
    result["labels"] = estimator.predict(np.array(embeddings)).astype(np.int64)
    result["inertia"] = -estimator.score(np.array(embeddings))
    result["silhouette"] = metrics.silhouette_score(embeddings, estimator.labels_, metric="euclidean")
    return result


def best_k(embeddings, candidates, seed=42):
    ordered = np.unique(np.array(candidates, dtype=int))
    scores = []
    for k in ordered:
        scores.append(evaluate_kmeans(embeddings, k=int(k), seed=seed)["silhouette"])
    return ordered[np.argmax(scores)]
