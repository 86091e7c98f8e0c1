"""Build the causal mask, and check whether a model's attention respects it.

A decoder writes from left to right: while it predicts what follows token i, it may use tokens 0 to i and
nothing after them. The causal mask says so as a table of queries and keys, a triangle with its diagonal.
Whether a model keeps to it shows in its attention weights: whatever lies above the diagonal has leaked from
the future.

Source: Vaswani et al. 2017, "Attention Is All You Need", section 3.2.3.
"""

import numpy as np


def causal_mask(length: int) -> np.ndarray:
    """Which key each query may look at: itself and everything before it.

    Parameters
    ----------
    length : int
        Number of tokens, at least 1.

    Returns
    -------
    bool array (length, length)
        `[i, j]` is True where query i may look at key j, that is where j <= i.

    Raises
    ------
    ValueError
        length is below 1.

    Examples
    --------
    >>> causal_mask(3)
    array([[ True, False, False],
           [ True,  True, False],
           [ True,  True,  True]])
    """
    raise NotImplementedError


def check_causal(weights: np.ndarray, tolerance: float = 1e-6) -> dict[str, object]:
    """Report where attention weights look into the future, and whether each row is a distribution.

    Parameters
    ----------
    weights : float array (..., n, n)
        Attention weights; the last two axes are query and key. Any leading axes (none, heads, layers and
        heads, …). The array is not changed.
    tolerance : float
        A weight above the diagonal is a leak when it exceeds this; a weight equal to it is none.

    Returns
    -------
    dict with exactly these keys
        "leaks": list of (query, key), pairs of int: the places above the diagonal whose weight exceeds
        tolerance at any leading index. Row by row (by query, then by key), each place once.
        "causal": bool, True when there are no leaks.
        "largest_leak": float, the largest weight above the diagonal at any leading index, whether or not it
        exceeds tolerance; 0.0 where n is 1.
        "rows_sum_to_one": bool, True when the weights of every query, summed over the keys, are within 1e-4
        of 1.

    Raises
    ------
    ValueError
        weights has fewer than two axes, its last two axes differ, n is 0, or a weight is negative, NaN or
        infinite.

    Examples
    --------
    >>> report = check_causal(np.array([[0.5, 0.5], [0.25, 0.75]]))
    >>> report["causal"], report["leaks"], report["largest_leak"], report["rows_sum_to_one"]
    (False, [(0, 1)], 0.5, True)

    A leak in any head counts:

    >>> check_causal(np.array([[[1.0, 0.0], [0.0, 1.0]], [[0.5, 0.5], [0.0, 1.0]]]))["leaks"]
    [(0, 1)]

    The tolerance decides what a leak is, not how large the largest one is:

    >>> report = check_causal(np.array([[0.75, 0.25], [0.0, 1.0]]), tolerance=0.25)
    >>> report["causal"], report["largest_leak"]
    (True, 0.25)

    >>> check_causal(np.array([[0.5, 0.25], [0.5, 0.5]]))["rows_sum_to_one"]
    False
    """
    raise NotImplementedError
