"""Only k-means is scikit-learn's; every score is worked out with numpy."""

import numpy as np
from sklearn.cluster import KMeans


def silhouette(rows, labels):
    squares = (rows**2).sum(axis=1)
    distances = np.sqrt(np.maximum(squares[:, None] + squares - 2 * rows @ rows.T, 0))
    np.fill_diagonal(distances, 0)
    values = []
    for i, own in enumerate(labels):
        size = (labels == own).sum()
        if size == 1:
            values.append(0.0)
            continue
        inside = distances[i, labels == own].sum() / (size - 1)
        outside = min(distances[i, labels == other].mean() for other in set(labels.tolist()) - {int(own)})
        values.append((outside - inside) / max(inside, outside))
    return float(np.mean(values))


def table(one, other):
    _, one = np.unique(np.asarray(one), return_inverse=True)
    _, other = np.unique(np.asarray(other), return_inverse=True)
    counts = np.zeros((one.max() + 1, other.max() + 1))
    np.add.at(counts, (one, other), 1)
    return counts


def entropy(shares):
    shares = shares[shares > 0]
    return -(shares * np.log(shares)).sum()


def mutual_information(counts):
    shares = counts / counts.sum()
    of_one, of_other = entropy(shares.sum(axis=1)), entropy(shares.sum(axis=0))
    shared = of_one + of_other - entropy(shares.ravel())
    return float(max(0.0, shared) / ((of_one + of_other) / 2))


def rand_adjusted(counts):
    def pairs(numbers):
        return (numbers * (numbers - 1) / 2).sum()

    both, in_one, in_other = pairs(counts), pairs(counts.sum(axis=1)), pairs(counts.sum(axis=0))
    by_chance = in_one * in_other / pairs(counts.sum())
    return float((both - by_chance) / ((in_one + in_other) / 2 - by_chance))


def evaluate_kmeans(embeddings, truth=None, k=5, seed=42):
    if embeddings.ndim != 2 or not np.all(np.isfinite(embeddings)):
        raise ValueError("embeddings")
    if k < 2 or k >= embeddings.shape[0]:
        raise ValueError("k")
    if truth is not None and len(truth) != embeddings.shape[0]:
        raise ValueError("truth")
    model = KMeans(k, n_init=10, random_state=seed)
    labels = model.fit_predict(embeddings)
    nearest = model.cluster_centers_[labels]
    counts = None if truth is None else table(truth, labels)
    return {
        "labels": 10 + 3 * labels,
        "inertia": float(((embeddings - nearest) ** 2).sum()),
        "silhouette": silhouette(embeddings, labels),
        "nmi": None if counts is None else mutual_information(counts),
        "ari": None if counts is None else rand_adjusted(counts),
    }


def best_k(embeddings, candidates, seed=42):
    best, highest = None, -2.0
    for k in sorted(set(candidates)):
        score = evaluate_kmeans(embeddings, k=k, seed=seed)["silhouette"]
        if score > highest:
            best, highest = k, score
    if best is None:
        raise ValueError("candidates")
    return best
