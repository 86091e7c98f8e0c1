"""A generator of rows with masks; the ranking by lexsort; the matrix as a comprehension, made float at the end."""

from collections import OrderedDict

import numpy as np
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score, silhouette_score
from sklearn.utils import check_consistent_length


def scored(embeddings, truth, clusterings):
    for name, labels in clusterings.items():
        labels = np.asarray(list(labels))
        mask = labels >= 0
        k = np.unique(labels[mask]).size
        row = OrderedDict(name=str(name), n_clusters=np.int64(k), coverage=np.count_nonzero(mask) / mask.size)
        row["silhouette"] = silhouette_score(embeddings[mask], labels[mask]) if 1 < k < mask.sum() else None
        pair = [truth[mask], labels[mask]]
        row["nmi"] = normalized_mutual_info_score(*pair, average_method="arithmetic") if mask.any() else None
        row["ari"] = adjusted_rand_score(*pair) if mask.any() else None
        yield row


def compare_clusterings(embeddings, truth, clusterings):
    check_consistent_length(embeddings, truth, *clusterings.values())
    rows = list(scored(embeddings, np.array(truth), clusterings))
    by_ari = [np.inf if row["ari"] is None else -row["ari"] for row in rows]
    by_name = np.argsort(np.argsort([row["name"] for row in rows]))
    return [rows[i] for i in np.lexsort((by_name, by_ari))]


def agreement(one, other):
    if one is other:
        return 1
    one, other = np.array(one), np.array(other)
    shared = np.minimum(one, other) > -1
    return adjusted_rand_score(one[shared], other[shared]) if shared.any() else 0


def agreement_matrix(clusterings):
    found = clusterings.values()
    return np.array([[agreement(one, other) for other in found] for one in found], dtype=float)
