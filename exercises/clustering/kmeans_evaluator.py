"""Cluster embeddings with k-means and judge the clusters, with labels and without.

k-means puts k centres among the embeddings so that the squared distances of the texts to their nearest centre
are small in sum. It finds groups also where there are none; so the work is in judging them. The silhouette
looks at the shape alone (is a text nearer to its own cluster than to the next one?); NMI and ARI compare the
clusters with known topics, and do not mind how clusters are numbered.

Sources: Lloyd 1982 (k-means); Arthur and Vassilvitskii 2007 (its start, k-means++); Rousseeuw 1987
(silhouette); Hubert and Arabie 1985 (ARI); Vinh, Epps and Bailey 2010 (NMI). Use scikit-learn:
``sklearn.cluster`` and ``sklearn.metrics``.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np


def evaluate_kmeans(
    embeddings: np.ndarray, truth: Sequence[str] | None = None, k: int = 5, seed: int = 42
) -> dict[str, Any]:
    """Return the clusters that k-means finds, and how good they are.

    Clusters with ``KMeans(n_clusters=k, n_init=10, random_state=seed)``, everything else left at its default,
    on the embeddings as given. Neither arguments nor the global random state are changed.

    Parameters
    ----------
    embeddings : float array (n_docs, dim)
        At least two different rows.
    truth : list, tuple or 1-D array of str, n_docs of them, or None
        The known topic of each text.
    k : int
        How many clusters to ask for, 2 to n_docs - 1. With fewer than k different rows k-means finds fewer.
    seed : int

    Returns
    -------
    dict
        Exactly these keys:

        - ``"labels"``, int array (n_docs,): the cluster of each text, whatever number a cluster has;
        - ``"inertia"``, float: the sum of squared distances to the nearest centre;
        - ``"silhouette"``, float from -1 to 1: the mean silhouette of the clusters found, Euclidean distance;
        - ``"nmi"``, float from 0 to 1: normalised mutual information (arithmetic mean) of truth and clusters;
        - ``"ari"``, float up to 1, about 0 by chance: adjusted Rand index of truth and clusters.

        The last two are None where truth is None.

    Raises
    ------
    ValueError
        ``embeddings`` is not 2-D or holds NaN or infinity; k < 2 or k >= n_docs; rows and truth differ in
        number (an empty truth too).

    Examples
    --------
    >>> points = np.array([[0.0, 0.0], [0.0, 2.0], [9.0, 0.0], [9.0, 2.0]])
    >>> found = evaluate_kmeans(points, k=2)
    >>> [int(label == found["labels"][0]) for label in found["labels"]], round(found["inertia"], 6)
    ([1, 1, 0, 0], 4.0)
    >>> found["nmi"], found["ari"]
    (None, None)
    >>> judged = evaluate_kmeans(points, ["sport", "sport", "food", "food"], k=2)
    >>> round(judged["nmi"], 6), round(judged["ari"], 6)
    (1.0, 1.0)
    """
    raise NotImplementedError


def best_k(embeddings: np.ndarray, candidates: Sequence[int], seed: int = 42) -> int:
    """Return the number of clusters, of ``candidates``, whose clusters have the highest silhouette.

    Each candidate is tried as ``evaluate_kmeans(embeddings, k=candidate, seed=seed)`` does; a tie goes to the
    smallest.

    Parameters
    ----------
    embeddings : float array (n_docs, dim)
    candidates : list or tuple of int, in any order
    seed : int

    Returns
    -------
    int
        One of candidates.

    Raises
    ------
    ValueError
        No candidates; embeddings, or any one of the candidates, that ``evaluate_kmeans`` refuses.

    Examples
    --------
    >>> best_k(np.array([[0.0, 0.0], [0.0, 2.0], [9.0, 0.0], [9.0, 2.0]]), [3, 2])
    2
    """
    raise NotImplementedError
