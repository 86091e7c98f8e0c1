"""Measure how far two groupings of the same texts agree, from scratch.

The numbers of clusters mean nothing: what k-means calls 0 today it may call 3 tomorrow. So two groupings are not
compared number by number but by what they put together. Everything needed for that stands in one small table:
how many texts have value i in the one grouping and value j in the other. The adjusted Rand index reads pairs of
texts from it, normalised mutual information reads entropies.

Write it with the standard library and numpy: importing scikit-learn or scipy fails the exercise. The scores are
those of ``sklearn.metrics``, so compare with it elsewhere. Sources: Hubert and Arabie 1985 (adjusted Rand
index); Vinh, Epps and Bailey 2010 (normalised mutual information).
"""

from collections.abc import Sequence

import numpy as np


def contingency_table(a: Sequence[str] | Sequence[int], b: Sequence[str] | Sequence[int]) -> np.ndarray:
    """Return how often each value of ``a`` meets each value of ``b``.

    Parameters
    ----------
    a, b : list, tuple or 1-D array of str or of int, the same number of items, up to 200,000
        Two groupings of the same texts: item i of each is about text i. ``a`` may hold str and ``b`` int, or the
        other way round; any int may occur, negative ones and numbers with gaps too.

    Returns
    -------
    int array (n_a, n_b)
        One row for each distinct value of ``a``, one column for each of ``b``, both sorted as ``sorted`` does:
        numbers by size, texts by their characters. The entries sum to the number of texts.

    Raises
    ------
    ValueError
        ``a`` and ``b`` differ in length; both are empty.

    Examples
    --------
    >>> contingency_table(["tea", "art", "tea", "tea"], [10, 2, 2, 10])
    array([[1, 0],
           [1, 2]])
    """
    raise NotImplementedError


def adjusted_rand(a: Sequence[str] | Sequence[int], b: Sequence[str] | Sequence[int]) -> float:
    """Return the adjusted Rand index of two groupings: pairs put together by both, corrected for chance.

    ``(both - chance) / (mean - chance)``, in numbers of pairs of texts: ``both``, together in ``a`` and in ``b``;
    ``mean``, the mean of those together in ``a`` and those together in ``b``; ``chance = together in a * together
    in b / all pairs``.

    Parameters
    ----------
    a, b : as in `contingency_table`

    Returns
    -------
    float
        1 for the same grouping, about 0 for unrelated ones, and below 0 for less agreement than by chance. 1.0
        also where the formula gives 0 / 0: both groupings are one cluster, or in both every text is alone (also
        a single text). 0.0 where only one of the two is a single cluster.

    Raises
    ------
    ValueError
        ``a`` and ``b`` differ in length; both are empty.

    Examples
    --------
    >>> adjusted_rand([0, 0, 1, 1], ["y", "y", "x", "x"])
    1.0
    >>> round(adjusted_rand([0, 0, 1, 1], [0, 1, 0, 1]), 6)
    -0.5
    >>> adjusted_rand([0, 0, 1], [7, 7, 7]), adjusted_rand([0, 0, 0], [7, 7, 7]), adjusted_rand([0, 1], [1, 0])
    (0.0, 1.0, 1.0)
    """
    raise NotImplementedError


def normalized_mutual_information(a: Sequence[str] | Sequence[int], b: Sequence[str] | Sequence[int]) -> float:
    """Return the mutual information of two groupings, divided by the arithmetic mean of their entropies.

    With p the share of texts: entropy is the sum of ``-p(i) log p(i)`` over the clusters of a grouping, mutual
    information the sum of ``p(i, j) log(p(i, j) / (p(i) p(j)))`` over the cells of the table that are not empty,
    and log the natural logarithm.

    Parameters
    ----------
    a, b : as in `contingency_table`

    Returns
    -------
    float
        From 0 (one grouping tells nothing of the other) to 1 (the same grouping). 1.0 where both groupings are
        one cluster, 0.0 where only one of the two is.

    Raises
    ------
    ValueError
        ``a`` and ``b`` differ in length; both are empty.

    Examples
    --------
    >>> round(normalized_mutual_information(["x", "x", "y", "y"], [1, 1, 0, 2]), 6)
    0.8
    >>> normalized_mutual_information([0, 0, 1], [7, 7, 7]), normalized_mutual_information([0, 0], [7, 7])
    (0.0, 1.0)
    """
    raise NotImplementedError
