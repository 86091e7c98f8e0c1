"""Without scikit-learn: silhouette, NMI and ARI from distances and tables of counts."""

import numpy as np


def table(one, other):
    return np.array([[np.sum((one == a) & (other == b)) for b in np.unique(other)] for a in np.unique(one)])


def ari(one, other):
    counts = table(one, other)
    both, first, second, total = (
        float((m * (m - 1) // 2).sum()) for m in (counts, counts.sum(1), counts.sum(0), counts.sum())
    )
    if first == second and first in (0.0, total):
        return 1.0
    chance = first * second / total
    return (both - chance) / ((first + second) / 2 - chance)


def entropy(counts):
    shares = counts[counts > 0] / counts.sum()
    return float(-(shares * np.log(shares)).sum())


def nmi(one, other):
    counts = table(one, other)
    if counts.size == 1:
        return 1
    if 1 in counts.shape:
        return 0
    first, second = entropy(counts.sum(1)), entropy(counts.sum(0))
    return 2 * (first + second - entropy(counts)) / (first + second)


def silhouette(rows, labels):
    if not 1 < len(np.unique(labels)) < len(labels):
        return None
    distances = np.sqrt(((rows[:, None] - rows[None]) ** 2).sum(axis=2))
    values = np.zeros(len(rows))
    for i, own in enumerate(labels):
        if (labels == own).sum() > 1:
            inside = distances[i, labels == own].sum() / ((labels == own).sum() - 1)
            outside = min(distances[i, labels == k].mean() for k in np.unique(labels) if k != own)
            values[i] = (outside - inside) / max(inside, outside)
    return values.mean()


def compare_clusterings(embeddings, truth, clusterings):
    rows = []
    for name, labels in sorted(clusterings.items()):
        labels = np.array(labels, dtype=int)
        if not len(embeddings) == len(truth) == len(labels):
            raise ValueError("lengths differ")
        kept = np.flatnonzero(labels + 1)
        found, known = labels[kept], np.array(truth)[kept]
        rows.append(
            {
                "name": name,
                "n_clusters": np.unique(found).size,
                "coverage": np.float64(kept.size / labels.size),
                "silhouette": silhouette(embeddings[kept], found),
                "nmi": nmi(known, found) if kept.size else None,
                "ari": ari(known, found) if kept.size else None,
            }
        )
    return sorted(rows, key=lambda row: -np.inf if row["ari"] is None else row["ari"], reverse=True)


def agreement_matrix(clusterings):
    stacked = np.array([np.array(labels) for labels in clusterings.values()])
    matrix = np.zeros((len(stacked), len(stacked)))
    for i in range(len(stacked)):
        matrix[i, i] = 1
        for j in range(i):
            shared = (stacked[[i, j]] >= 0).all(axis=0)
            if shared.sum():
                matrix[i, j] = matrix[j, i] = ari(stacked[i, shared], stacked[j, shared])
    return matrix
