"""Indices instead of masks, lists instead of arrays, two sorts instead of a key of several parts."""

import itertools

import numpy as np
from sklearn import metrics


def describe(name, embeddings, truth, labels):
    kept = [i for i, label in enumerate(labels) if label != -1]
    found = [int(labels[i]) for i in kept]
    row = dict.fromkeys(("ari", "nmi", "silhouette", "coverage", "n_clusters", "name"))
    row.update(name=name, n_clusters=len(set(found)), coverage=len(kept) / len(labels))
    if kept:
        known = [str(truth[i]) for i in kept]
        row["ari"] = metrics.adjusted_rand_score(found, known)
        row["nmi"] = metrics.v_measure_score(known, found)
    try:
        row["silhouette"] = metrics.silhouette_samples(embeddings[kept], found).mean()
    except ValueError:
        pass
    return row


def compare_clusterings(embeddings, truth, clusterings):
    if {len(truth), *map(len, clusterings.values())} != {len(embeddings)}:
        raise ValueError("embeddings, truth and clusterings are not of the same texts")
    rows = [describe(name, embeddings, truth, clusterings[name]) for name in sorted(clusterings)]
    scored = [row for row in rows if row["ari"] is not None]
    scored.sort(key=lambda row: row["ari"], reverse=True)
    return tuple(scored + [row for row in rows if row["ari"] is None])


def agreement_matrix(clusterings):
    names = list(clusterings)
    matrix = [[1.0 if a == b else 0.0 for a in names] for b in names]
    for (i, a), (j, b) in itertools.combinations(enumerate(names), 2):
        pairs = [(int(x), int(y)) for x, y in zip(clusterings[a], clusterings[b]) if -1 not in (x, y)]
        if pairs:
            matrix[i][j] = matrix[j][i] = metrics.adjusted_rand_score(*zip(*pairs))
    return np.array(matrix)
