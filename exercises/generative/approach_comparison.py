"""Compare approaches to one task by quality, speed, price, and how steady they are.

An embedding with a logistic regression, a model trained for the task, a chat model without and with examples: which
one to take? Accuracy alone does not answer that. A fair table counts replies that could not be read as wrong,
gives every label the same say (macro F1), says what a thousand documents cost and how long they take, and
tells whether a second run would give the same labels. Then the choice is plain: the cheapest one that is good
enough. Sources: macro F1 as the mean of the labels' F1, Opitz and Burst 2019 ("Macro F1 and Macro F1");
reporting cost beside quality, Kapoor et al. 2024 ("AI Agents That Matter").
"""

from collections.abc import Mapping, Sequence
from typing import Any


def stability(runs: Sequence[Sequence[str | None]]) -> float:
    """Return the share of documents that get the same label in all runs.

    Parameters
    ----------
    runs : list or tuple of list or tuple of (str or None), n_runs of n_docs each
        For each run the label of each document, in the same order. None, an unreadable reply, is a label like
        any other: None in all runs is the same label, None and "spam" are two.

    Returns
    -------
    float
        From 0 to 1.

    Raises
    ------
    ValueError
        There are fewer than two runs; the runs have unequal lengths; there are no documents.

    Examples
    --------
    >>> stability([["spam", "ham", None, None], ["spam", "spam", None, "ham"]])
    0.5
    >>> stability([["spam", "ham"]])
    Traceback (most recent call last):
    ValueError: runs must be at least two; got 1
    """
    raise NotImplementedError


def cost_usd(input_tokens: int, output_tokens: int, input_price: float, output_price: float) -> float:
    """Return what tokens cost, in USD.

    Parameters
    ----------
    input_tokens, output_tokens : int
        Tokens sent and tokens received.
    input_price, output_price : float
        USD per *million* tokens, as price lists give them.

    Returns
    -------
    float
        USD, not rounded.

    Raises
    ------
    ValueError
        Any argument is negative. 0 is fine.

    Examples
    --------
    >>> cost_usd(3_000_000, 500_000, 0.25, 2.0)
    1.75
    """
    raise NotImplementedError


def compare_approaches(truth: Sequence[str], approaches: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return one row of figures for each approach, the best approach first.

    No argument is changed.

    Parameters
    ----------
    truth : list or tuple of str, n_docs
        The true label of each document.
    approaches : dict of dict
        For each approach, under its name, a dict of

        - ``"predictions"``, list or tuple of (str or None): the label of each document, in the order of
          ``truth``; None where there was no label to be read;
        - ``"seconds"``, float: how long all documents took together;
        - ``"cost_usd"``, float: what all documents cost together.

    Returns
    -------
    list of dict
        For each approach a dict with exactly these keys; nothing is rounded:

        - ``"name"``, str;
        - ``"accuracy"``, float: the share of all documents whose prediction is the true label; None is wrong;
        - ``"macro_f1"``, float: the plain mean of F1 over the labels that occur in ``truth``. F1 of a label is
          2 · tp / (2 · tp + fp + fn), where tp counts the documents that have the label and were given it, fp those
          that were given it and do not have it, fn those that have it and were not given it (None included);
        - ``"unparsed"``, float: the share of all documents whose prediction is None;
        - ``"docs_per_s"``, float: documents per second;
        - ``"usd_per_1000"``, float: USD per 1000 documents.

        Rows are sorted by ``macro_f1``, highest first; where it is equal, by ``cost_usd``, lowest first; where
        that is equal too, by name, as Python compares str. Not graded: predictions that differ and still have equal
        macro F1 (floats may round them apart).

    Raises
    ------
    ValueError
        ``truth`` is empty; some predictions differ in number from ``truth``; some ``seconds`` are not above 0.

    Examples
    --------
    >>> chat = {"predictions": ["pos", None, "neg", "unclear"], "seconds": 8.0, "cost_usd": 0.01}
    >>> logistic = {"predictions": ["pos", "pos", "neg", "pos"], "seconds": 0.5, "cost_usd": 0.0}
    >>> for row in compare_approaches(["pos", "pos", "neg", "neg"], {"chat": chat, "logistic": logistic}):
    ...     print([round(value, 3) if type(value) is float else value for value in row.values()])
    ['logistic', 0.75, 0.733, 0.0, 8.0, 0.0]
    ['chat', 0.5, 0.667, 0.25, 0.5, 2.5]
    """
    raise NotImplementedError


def cheapest_within(rows: Sequence[Mapping[str, Any]], margin: float) -> str:
    """Return the name of the cheapest approach that is nearly as good as the best.

    Nearly as good means a ``macro_f1`` of at least the highest of all rows minus ``margin``; because sums of floats are
    rounded, 1e-9 less is good enough too. Cheapest means the lowest ``usd_per_1000``; where it is equal, the higher
    ``macro_f1``; where that is equal too, the name that comes first, as Python compares str.

    Parameters
    ----------
    rows : list or tuple of dict
        Rows as in `compare_approaches`, in any order.
    margin : float
        How much macro F1 may be given away, not negative.

    Returns
    -------
    str
        A name.

    Raises
    ------
    ValueError
        There are no rows; ``margin`` is below 0.

    Examples
    --------
    >>> rows = [
    ...     {"name": "few-shot", "macro_f1": 0.93, "usd_per_1000": 0.4},
    ...     {"name": "zero-shot", "macro_f1": 0.9, "usd_per_1000": 0.1},
    ...     {"name": "centroids", "macro_f1": 0.8, "usd_per_1000": 0.0},
    ... ]
    >>> [cheapest_within(rows, margin) for margin in (0, 0.05, 0.2)]
    ['few-shot', 'zero-shot', 'centroids']
    """
    raise NotImplementedError
