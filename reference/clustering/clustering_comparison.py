"""Score each clustering on what it assigned, and say how much that is.

-1 marks texts without a cluster; left in, they would be scored as one large cluster of leftovers. Two clusterings
are compared where both have an opinion. None stands for "not defined", so that it can never be averaged or sorted
as if it were a low score.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score, silhouette_score


def compare_clusterings(
    embeddings: np.ndarray, truth: Sequence[str], clusterings: Mapping[str, Sequence[int]]
) -> list[dict[str, Any]]:
    lengths = {"truth": len(truth), **{f"clusterings[{name!r}]": len(c) for name, c in clusterings.items()}}
    for what, length in lengths.items():
        if length != len(embeddings):
            raise ValueError(f"{what} must have {len(embeddings)} items, one per row of embeddings, got {length}")
    topics = np.asarray(truth)
    rows = [_row(name, embeddings, topics, np.asarray(labels)) for name, labels in clusterings.items()]
    return sorted(rows, key=_rank)


def _row(name: str, embeddings: np.ndarray, topics: np.ndarray, labels: np.ndarray) -> dict[str, Any]:
    assigned = labels != -1
    n_assigned, found = int(assigned.sum()), labels[assigned]
    n_clusters = len(np.unique(found))
    row: dict[str, Any] = {"name": name, "n_clusters": n_clusters, "coverage": n_assigned / len(labels)}
    row |= {"silhouette": None, "nmi": None, "ari": None}
    if 2 <= n_clusters < n_assigned:
        row["silhouette"] = float(silhouette_score(embeddings[assigned], found))
    if n_assigned:
        row["nmi"] = float(normalized_mutual_info_score(topics[assigned], found))
        row["ari"] = float(adjusted_rand_score(topics[assigned], found))
    return row


def _rank(row: dict[str, Any]) -> tuple[bool, float, str]:
    return row["ari"] is None, -(row["ari"] or 0.0), row["name"]


def agreement_matrix(clusterings: Mapping[str, Sequence[int]]) -> np.ndarray:
    all_labels = [np.asarray(labels) for labels in clusterings.values()]
    matrix = np.eye(len(all_labels))
    for i, one in enumerate(all_labels):
        for j, other in enumerate(all_labels[:i]):
            both = (one != -1) & (other != -1)
            if both.any():
                matrix[i, j] = matrix[j, i] = adjusted_rand_score(one[both], other[both])
    return matrix
