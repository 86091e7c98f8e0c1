"""Plain Python: sums and square roots by hand, a loop that keeps the best so far."""

import math

import numpy as np


def demand_rows(rows):
    if rows.ndim != 2 or rows.shape[0] == 0:
        raise ValueError("not a table with rows")
    if not all(math.isfinite(x) for row in rows.tolist() for x in row):
        raise ValueError("not finite")


def fit_centroids(embeddings, labels):
    demand_rows(embeddings)
    members = {}
    for row, label in zip(embeddings.tolist(), labels, strict=True):
        members.setdefault(str(label), []).append(row)
    classes = tuple(sorted(members))
    means = []
    for name in classes:
        means.append([sum(column) / len(members[name]) for column in zip(*members[name], strict=True)])
    return classes, np.array(means)


def cosine(one, other):
    product = sum(x * y for x, y in zip(one, other, strict=True))
    lengths = math.sqrt(sum(x * x for x in one)) * math.sqrt(sum(y * y for y in other))
    if lengths == 0:
        raise ValueError("no direction")
    return product / lengths


def predict_centroids(embeddings, classes, centroids):
    demand_rows(embeddings)
    demand_rows(centroids)
    if len(classes) != len(centroids):
        raise ValueError("one class per centroid")
    predictions = []
    for row in embeddings.tolist():
        best, highest = None, -math.inf
        for name, centroid in zip(classes, centroids.tolist(), strict=True):
            similarity = cosine(row, centroid)
            if similarity > highest:
                best, highest = name, similarity
        predictions.append(best)
    return predictions
