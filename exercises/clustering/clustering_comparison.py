"""Put clusterings of the same texts side by side: k-means with this k and that, a chat model's groups, a mix.

Clusterings that come from different methods are not alike in form. k-means places every text; a chat model leaves
some out, and what it leaves out are likely the hard ones. So each clustering is scored on the texts it assigned,
and how many these are stands next to the scores: a high score on a third of the texts is another result than the
same score on all. Where a score is not defined there is None, not a number that could be mistaken for one.

Use scikit-learn: ``sklearn.metrics``. Sources: Rousseeuw 1987 (silhouette); Vinh, Epps and Bailey 2010 (NMI);
Hubert and Arabie 1985 (adjusted Rand index, ARI).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np


def compare_clusterings(
    embeddings: np.ndarray, truth: Sequence[str], clusterings: Mapping[str, Sequence[int]]
) -> list[dict[str, Any]]:
    """Return one row of figures for each clustering, the one nearest to the truth first.

    Parameters
    ----------
    embeddings : float array (n_docs, dim)
    truth : list, tuple or 1-D array of str, n_docs of them
        The known topic of each text.
    clusterings : dict of str to list, tuple or 1-D array of int, n_docs of them
        For each name one clustering, at least one in all: the cluster of each text, a number from 0, with or
        without gaps; -1 for a text that is not assigned, which is no cluster.

    Returns
    -------
    list of dict
        Rows sorted by "ari", highest first and None last; rows that tie, by name (as ``sorted`` does). Graded
        ties are those of equal partitions. Each row has exactly these keys, and but for coverage it is about the
        assigned texts only:

        - ``"name"``, str;
        - ``"n_clusters"``, int: how many different clusters there are;
        - ``"coverage"``, float from 0 to 1: the share of the texts that is assigned;
        - ``"silhouette"``, float or None: the mean silhouette, Euclidean distance; None with fewer than two
          clusters, or with as many clusters as assigned texts;
        - ``"nmi"``, float or None: ``normalized_mutual_info_score`` (arithmetic mean) of truth and clusters;
        - ``"ari"``, float or None: ``adjusted_rand_score`` of truth and clusters.

        nmi and ari are None only where nothing is assigned; of one cluster, or of one text, they are what
        scikit-learn gives.

    Raises
    ------
    ValueError
        Embeddings, truth and each of the clusterings are not all of the same number of texts.

    Examples
    --------
    >>> points = np.array([[0.0], [1.0], [8.0], [9.0]])
    >>> found = {"none": [-1, -1, -1, -1], "half": [-1, 0, 5, -1], "all": [1, 1, 0, 0]}
    >>> for row in compare_clusterings(points, ["a", "a", "b", "b"], found):
    ...     print(row["name"], row["n_clusters"], row["coverage"], row["silhouette"] is None, row["ari"])
    all 2 1.0 False 1.0
    half 2 0.5 True 1.0
    none 0 0.0 True None
    """
    raise NotImplementedError


def agreement_matrix(clusterings: Mapping[str, Sequence[int]]) -> np.ndarray:
    """Return how far each two clusterings agree, whatever the truth is.

    Parameters
    ----------
    clusterings : dict, as in `compare_clusterings`
        All of the same length.

    Returns
    -------
    float array (n, n)
        Rows and columns in the order of the dict. Entry [i, j] is the ``adjusted_rand_score`` of clusterings i
        and j over the texts that both assign, 0.0 where there are none. The diagonal is 1.0 always, also where a
        clustering assigns nothing.

    Examples
    --------
    >>> agreement_matrix({"b": [0, 0, 1, 1, -1], "a": [7, 7, 2, -1, 2], "none": [-1, -1, -1, -1, -1]})
    array([[1., 1., 0.],
           [1., 1., 0.],
           [0., 0., 1.]])
    """
    raise NotImplementedError
