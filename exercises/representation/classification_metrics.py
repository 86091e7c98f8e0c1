"""Count what a classifier confuses, and boil it down to precision, recall and F1.

Accuracy alone hides which label goes wrong: where nine texts in ten are positive, "always positive" is right in
nine of ten and has never found a negative one. The confusion matrix shows all of it; precision asks how many of
the texts given a label have it, recall how many of the texts that have it were given it, F1 is their harmonic
mean. Over the labels, macro averaging lets every label weigh the same, weighted averaging every text.

Sources: van Rijsbergen, *Information Retrieval* (1979), chapter 7 (F measure); Sokolova and Lapalme 2009
(measures over several classes); of the two formulas called macro F1 this is the mean of the labels' F1
(Opitz and Burst 2019).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np


def confusion_matrix(truth: Sequence[str], predicted: Sequence[str], labels: Sequence[str]) -> np.ndarray:
    """Return how often each label was predicted for each true one.

    No argument is changed.

    Parameters
    ----------
    truth, predicted : list, tuple or 1-D array of str, n_docs of each
        The true and the predicted label of each text.
    labels : list, tuple or 1-D array of str
        All labels there are, in any order; some may occur in neither of the two.

    Returns
    -------
    int array (n_classes, n_classes)
        ``[i, j]`` is the number of texts whose true label is ``labels[i]`` and whose predicted one is
        ``labels[j]``: a row per true label, a column per predicted one, in the order of ``labels``.

    Raises
    ------
    ValueError
        ``truth`` and ``predicted`` differ in number or are empty; one of them holds a label that is not in
        ``labels``; ``labels`` holds a label twice.

    Examples
    --------
    >>> truth, predicted = ["pos", "pos", "pos", "neg"], ["pos", "neg", "pos", "neg"]
    >>> confusion_matrix(truth, predicted, ["pos", "neg"]).tolist()
    [[2, 1], [0, 1]]
    """
    raise NotImplementedError


def classification_report(truth: Sequence[str], predicted: Sequence[str], labels: Sequence[str]) -> dict[str, Any]:
    """Return precision, recall, F1 and support of each label, and three figures for all of them.

    No argument is changed.

    Parameters
    ----------
    truth, predicted, labels
        As in ``confusion_matrix``. No label is called ``"accuracy"``, ``"macro_f1"`` or ``"weighted_f1"``.

    Returns
    -------
    dict
        Exactly these keys; nothing is rounded, shares are floats from 0 to 1:

        - each label of ``labels``, also one that does not occur: a dict of

          - ``"precision"``, float: the share of the texts predicted as this label that truly have it;
          - ``"recall"``, float: the share of the texts that truly have it that were predicted as it;
          - ``"f1"``, float: 2 · precision · recall / (precision + recall);
          - ``"support"``, int: how many texts truly have it;

        - ``"accuracy"``, float: the share of texts whose predicted label is the true one;
        - ``"macro_f1"``, float: the plain mean of f1 over all of ``labels``;
        - ``"weighted_f1"``, float: the mean of f1 over ``labels``, each weighing as much as its support.

        Wherever 0 is divided by 0 the result is 0.0, and it counts in the means like any other.

    Raises
    ------
    ValueError
        What ``confusion_matrix`` refuses.

    Examples
    --------
    >>> truth, predicted = ["pos", "pos", "pos", "neg"], ["pos", "neg", "pos", "neg"]
    >>> report = classification_report(truth, predicted, ["pos", "neg"])
    >>> report["neg"]["precision"], report["neg"]["recall"], report["neg"]["support"]
    (0.5, 1.0, 1)
    >>> [round(report[key], 4) for key in ("accuracy", "macro_f1", "weighted_f1")]
    [0.75, 0.7333, 0.7667]

    A label that is neither true nor predicted anywhere:

    >>> report = classification_report(["pos"], ["pos"], ["pos", "neg"])
    >>> report["neg"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "support": 0}, report["macro_f1"]
    (True, 0.5)
    """
    raise NotImplementedError
