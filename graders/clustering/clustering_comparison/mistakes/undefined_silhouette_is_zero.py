"""A silhouette that is not defined is given as 0, which reads as "between two clusters"."""

import numpy as np
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score, silhouette_score


def compare_clusterings(embeddings, truth, clusterings):
    truth = np.array(truth)
    if len(truth) != len(embeddings):
        raise ValueError("truth and embeddings differ in length")
    rows = []
    for name, labels in clusterings.items():
        labels = np.array(labels)
        if len(labels) != len(embeddings):
            raise ValueError(f"{name} has {len(labels)} labels for {len(embeddings)} texts")
        assigned = labels != -1
        found = labels[assigned]
        n_clusters = len(set(found.tolist()))
        row = {
            "name": name,
            "n_clusters": n_clusters,
            "coverage": float(assigned.mean()),
            "silhouette": 0.0,
            "nmi": None,
            "ari": None,
        }
        if 2 <= n_clusters < len(found):
            row["silhouette"] = silhouette_score(embeddings[assigned], found)
        if len(found) > 0:
            row["nmi"] = normalized_mutual_info_score(truth[assigned], found)
            row["ari"] = adjusted_rand_score(truth[assigned], found)
        rows.append(row)
    return sorted(rows, key=lambda row: (row["ari"] is None, -(row["ari"] or 0.0), row["name"]))


def agreement_matrix(clusterings):
    all_labels = [np.array(labels) for labels in clusterings.values()]
    matrix = np.eye(len(all_labels))
    for i, one in enumerate(all_labels):
        for j, other in enumerate(all_labels):
            both = (one != -1) & (other != -1)
            if i != j:
                matrix[i, j] = adjusted_rand_score(one[both], other[both]) if both.any() else 0.0
    return matrix
