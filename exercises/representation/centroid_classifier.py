"""Classify texts by the nearest centroid of their embeddings.

An embedding model has already put texts of like meaning in like directions, so a very small classifier can be
enough: average the embeddings of each class, and give a new text the class whose average points most nearly
the same way. Two lines of arithmetic, nothing to tune, and yet it learns from labels: without them there is
nothing to average per class.

Source: Manning, Raghavan and Schütze, *Introduction to Information Retrieval* (2008), section 14.2 (Rocchio);
here with the plain mean and cosine similarity.
"""

from collections.abc import Sequence

import numpy as np


def fit_centroids(embeddings: np.ndarray, labels: Sequence[str]) -> tuple[list[str], np.ndarray]:
    """Return the classes and, for each, the mean of its rows: ``(classes, centroids)``.

    No argument is changed.

    Parameters
    ----------
    embeddings : float array (n_docs, dim)
        One row per text, used as it is, whatever its length; a row of length 0 is a row like any other.
    labels : list, tuple or 1-D array of str, n_docs of them
        The class of each row.

    Returns
    -------
    classes : list of str
        Each class once, sorted as Python sorts text (capitals before small letters).
    centroids : float array (n_classes, dim)
        Row i is the plain arithmetic mean of the rows of ``classes[i]``, not brought to length 1.

    Raises
    ------
    ValueError
        ``embeddings`` is not 2-D, has no rows, or holds NaN or infinity; rows and labels differ in number.

    Examples
    --------
    >>> rows = np.array([[4.0, 0.0], [0.0, 2.0], [2.0, 2.0]])
    >>> classes, centroids = fit_centroids(rows, ["pos", "neg", "pos"])
    >>> classes
    ['neg', 'pos']
    >>> centroids.tolist()
    [[0.0, 2.0], [3.0, 1.0]]
    """
    raise NotImplementedError


def predict_centroids(embeddings: np.ndarray, classes: Sequence[str], centroids: np.ndarray) -> list[str]:
    """Return for each row the class whose centroid has the highest cosine similarity to it.

    Cosine similarity is ``a·b / (|a| |b|)``, from -1 to 1: only directions count, not lengths. No argument
    is changed.

    Parameters
    ----------
    embeddings : float array (n_docs, dim)
        Rows of any length above 0 (graders go down to 1e-6).
    classes : list, tuple or 1-D array of str, n_classes of them
        In any order: row i of ``centroids`` belongs to ``classes[i]``.
    centroids : float array (n_classes, dim)

    Returns
    -------
    list of str
        n_docs classes, spelled as in ``classes``. A tie goes to the earliest in ``classes``.
        Not graded: ties that rounding decides.

    Raises
    ------
    ValueError
        ``embeddings`` or ``centroids`` is not 2-D, has no rows, holds NaN or infinity, or has a row of length
        0, which points nowhere; the two differ in dim; classes and rows of ``centroids`` differ in number.

    Examples
    --------
    >>> centroids = np.array([[8.0, 0.0], [0.0, 1.0]])
    >>> predict_centroids(np.array([[1.0, 0.5], [1.0, 4.0]]), ["pos", "neg"], centroids)
    ['pos', 'neg']

    Equally near to both:

    >>> predict_centroids(np.array([[1.0, 1.0]]), ["pos", "neg"], centroids)
    ['pos']
    """
    raise NotImplementedError
