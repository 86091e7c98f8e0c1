"""Train a logistic regression on frozen embeddings, and see how many labels it needs.

The encoder stays as it is; a linear classifier on top, its *head*, learns which directions matter for your labels.
Fitting takes milliseconds, and it gives probabilities as well as labels. How good is it with 10 labelled texts, with
50, with 400? That curve says whether more labelling is worth the trouble.

Sources: scikit-learn's ``LogisticRegression`` (user guide, "Logistic regression"), which does the fitting here;
Alain and Bengio 2017 (linear classifiers on frozen representations).
"""

from collections.abc import Sequence

import numpy as np


def fit_and_predict(
    train_embeddings: np.ndarray, train_labels: Sequence[str], test_embeddings: np.ndarray, seed: int = 42
) -> tuple[list[str], np.ndarray]:
    """Return the labels and probabilities that a logistic regression gives the test rows.

    Fits ``LogisticRegression(max_iter=1000, random_state=seed)``, everything else left at its default, on the
    train rows alone. All rows are used as they are, neither rescaled nor normalised. Neither arguments nor the global
    random state are changed.

    Parameters
    ----------
    train_embeddings : float array (n_train, dim)
    train_labels : list, tuple or 1-D array of str, n_train of them
    test_embeddings : float array (n_test, dim)
    seed : int

    Returns
    -------
    predictions : list of str
        The most probable class of each test row. (No two are equally probable in what graders ask.)
    probabilities : float array (n_test, n_classes)
        A column per class of ``train_labels``, sorted as Python sorts text (capitals before small letters),
        with two classes as well; rows add up to 1. Compared within 1e-4.

    Raises
    ------
    ValueError
        ``train_labels`` holds fewer than two classes; ``train_embeddings`` and ``train_labels`` differ in number.

    Examples
    --------
    >>> train = np.array([[0.0], [1.0], [4.0], [5.0]])
    >>> labels = ["pos", "pos", "neg", "neg"]
    >>> predictions, probabilities = fit_and_predict(train, labels, np.array([[0.0], [3.5]]))
    >>> predictions
    ['pos', 'neg']
    >>> probabilities.round(2).tolist()
    [[0.08, 0.92], [0.73, 0.27]]
    """
    raise NotImplementedError


def accuracy_by_size(
    train_embeddings: np.ndarray,
    train_labels: Sequence[str],
    test_embeddings: np.ndarray,
    test_labels: Sequence[str],
    sizes: Sequence[int],
) -> list[float]:
    """Return the accuracy on the test rows after training on the first rows only, for each size.

    For each size a new model is trained as ``fit_and_predict`` does with its default seed, on the first ``size`` train
    rows and their labels, and predicts all test rows. No argument and no global random state is changed.

    Parameters
    ----------
    train_embeddings : float array (n_train, dim)
    train_labels : list, tuple or 1-D array of str, n_train of them
    test_embeddings : float array (n_test, dim)
    test_labels : list, tuple or 1-D array of str, n_test of them
        May hold labels that are not among those trained on; such a text counts as wrong.
    sizes : list or tuple of int
        Each from 2 to n_train, in any order; a size may come twice.

    Returns
    -------
    list of float
        For each of sizes, in their order, the share of all test rows whose predicted label is the true one, 0 to 1.

    Raises
    ------
    ValueError
        Any of sizes is below 2 or above n_train, or leaves one class only in the rows trained on; embeddings and
        labels differ in number, in train or in test (also where no size reaches the rows too many).

    Examples
    --------
    >>> train, labels = np.array([[0.0], [4.0], [1.0], [5.0]]), ["pos", "neg", "pos", "neutral"]
    >>> test = np.array([[0.0], [1.0], [3.0], [6.0]])
    >>> accuracy_by_size(train, labels, test, ["pos", "pos", "neg", "neutral"], [2, 3])
    [0.75, 0.75]
    """
    raise NotImplementedError
