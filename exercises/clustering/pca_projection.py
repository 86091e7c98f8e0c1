"""Draw embeddings of hundreds of dimensions as points in two, by principal component analysis, from scratch.

Nobody can look at 384 dimensions. PCA turns the cloud of embeddings so that it is seen from its broadest side: the
first component is the direction along which the texts differ most, the second the one at right angles to it along
which they differ most of what is left, and so on. How much of the whole spread a picture shows is known as well,
and should be written on its axes.

Write it with the standard library and numpy (``numpy.linalg`` is welcome): importing scikit-learn or scipy fails
the exercise. Sources: Pearson 1901; Hotelling 1933; Jolliffe and Cadima 2016 (a review).
"""

from collections.abc import Sequence

import numpy as np


def project(embeddings: np.ndarray, n_components: int = 2) -> tuple[np.ndarray, np.ndarray | Sequence[float]]:
    """Return the embeddings' coordinates on their first principal components, and how much each of these shows.

    The mean of each column is taken off; nothing is rescaled, neither the columns before nor the coordinates
    after. A component is a direction of length 1 in the space of the embeddings; its `dim` numbers are its
    loadings. Components are ordered by the variance along them, largest first. A direction and its opposite
    serve alike, so the sign is fixed: of each component the loading of largest absolute value is positive, on a
    tie the first such loading (not graded: ties that rounding decides). The embeddings are not changed.

    Parameters
    ----------
    embeddings : float64 array (n_docs, dim)
        Rows that are not all equal. Graded only where the variances along the components differ by at least
        1 %, apart from those of variance 0.
    n_components : int
        1 to min(n_docs, dim). A component along which nothing varies counts: its coordinates and its ratio are
        0, but for rounding.

    Returns
    -------
    points, ratios : float array (n_docs, n_components), 1-D float array or list of n_components
        The coordinates of each row; for each component the variance along it, divided by the total variance,
        that of all `dim` columns together: from 0 to 1, and with a sum of 1 only where nothing is left out.

    Raises
    ------
    ValueError
        ``embeddings`` is not 2-D; all its rows are equal, value for value, so a single row too. (Taking off
        their mean may leave traces of rounding, so look at the rows themselves. Rows that are nearly equal
        are no error.) n_components < 1 or > min(n_docs, dim).

    Examples
    --------
    >>> rows = np.array([[10.0, 0.0], [10.0, 4.0], [13.0, 0.0], [13.0, 4.0]])
    >>> points, ratios = project(rows)
    >>> points.round(6).tolist()
    [[-2.0, -1.5], [2.0, -1.5], [-2.0, 1.5], [2.0, 1.5]]
    >>> [round(float(ratio), 6) for ratio in ratios]
    [0.64, 0.36]
    >>> points, ratios = project(np.array([[0.0, 0.0], [-3.0, 4.0]]), n_components=1)
    >>> points.round(6).tolist(), [round(float(ratio), 6) for ratio in ratios]
    ([[-2.5], [2.5]], [1.0])
    """
    raise NotImplementedError
