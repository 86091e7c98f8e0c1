"""Scaled dot-product attention: what every head of every transformer computes.

Each query is compared with every key by their dot product. The products, divided by the root of the vectors'
length so that wide vectors do not drown the softmax, become shares that sum to 1, and by these shares the values
are mixed. A mask takes keys out before the shares are made: the future in a decoder, padding anywhere.

Source: Vaswani et al. 2017, "Attention Is All You Need", section 3.2.1; masking in 3.2.3.
"""

import numpy as np


def scaled_dot_product(
    queries: np.ndarray, keys: np.ndarray, values: np.ndarray, mask: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Mix the values by how well their keys fit each query.

    The score of a query and a key is their dot product divided by the square root of dim. The weights of a query
    are the softmax of its scores over the keys that it may attend to; the other keys get none.

    Parameters
    ----------
    queries : float array (..., n_queries, dim)
    keys : float array (..., n_keys, dim)
    values : float array (..., n_keys, value_dim)
        The leading axes (none, heads, texts and heads, …) are equal in all three, any number of them; each of
        their places is a computation of its own. All sizes are at least 1. No array is changed.
    mask : bool array, or None
        True where a query may attend to a key. Its shape is (..., n_queries, n_keys), or any that numpy
        broadcasts to it, such as (n_queries, n_keys) or (n_keys,). None: every query may attend to every key.

    Returns
    -------
    output : float array (..., n_queries, value_dim)
        `weights @ values`.
    weights : float array (..., n_queries, n_keys)
        Each row sums to 1; where mask is False a weight is exactly 0. Output and weights are finite for scores
        as large as 1e4 and as low as -1e4, also where the mask takes such a score out.

    Raises
    ------
    ValueError
        dim of queries and keys differ (also where one of them is 1); n_keys of keys and values differ (the same);
        mask leaves a query without any key.

    Examples
    --------
    >>> queries = np.array([[2.0, 0.0, 0.0, 0.0]])
    >>> keys = np.array([[np.log(4), 0.0, 0.0, 0.0], [0.0, 5.0, 0.0, 0.0]])
    >>> values = np.array([[10.0], [20.0]])
    >>> output, weights = scaled_dot_product(queries, keys, values)
    >>> weights.round(6)
    array([[0.8, 0.2]])
    >>> output.round(6)
    array([[12.]])

    A key that is masked has no weight, and the others share it:

    >>> scaled_dot_product(queries, keys, values, mask=np.array([[False, True]]))[1]
    array([[0., 1.]])

    One mask serves all heads:

    >>> two_heads = np.zeros((2, 3, 4))
    >>> output, weights = scaled_dot_product(two_heads, two_heads, np.ones((2, 3, 5)), np.tri(3, dtype=bool))
    >>> output.shape, weights.shape
    ((2, 3, 5), (2, 3, 3))
    >>> weights[1].round(2)
    array([[1.  , 0.  , 0.  ],
           [0.5 , 0.5 , 0.  ],
           [0.33, 0.33, 0.33]])

    Large scores are no trouble:

    >>> scaled_dot_product(np.array([[100.0]]), np.array([[100.0], [-100.0]]), values)[1]
    array([[1., 0.]])
    """
    raise NotImplementedError
