"""Draw a sample of a data set, count its labels, and find the texts that leaked from training into testing.

Before any model come three questions about the data. Which rows did you work on, so that somebody else
can work on the same ones? How many texts has each label, so that you know what always giving the
commonest one would score? And is any test text among the training texts, so that a model may simply
remember its answer? Such a text seldom comes back letter by letter: it is in capitals, or a line break
has become a space.

Sources: the random generator is NumPy's ``numpy.random.default_rng``; comparing text without regard to
case is Unicode's default caseless matching (The Unicode Standard, section 3.13), in Python
``str.casefold``.
"""

from collections.abc import Sequence
from typing import Any


def sample_rows(rows: Sequence[dict[str, Any]], n: int, seed: int) -> list[dict[str, Any]]:
    """Return n different rows, drawn with a seed: the same ones every time.

    They are the rows at ``numpy.random.default_rng(seed).permutation(len(rows))[:n]``, in that order. Neither
    ``rows`` nor the global random state is changed.

    Parameters
    ----------
    rows : list or tuple of dict
    n : int
        How many, 0 to the number of rows.
    seed : int

    Returns
    -------
    list of dict
        n rows, as they are in ``rows``.

    Raises
    ------
    ValueError
        n is below 0 or above the number of rows.

    Examples
    --------
    >>> from numpy.random import default_rng
    >>> rows = [{"text": text, "label": "positive"} for text in ("A", "B", "C", "D")]
    >>> default_rng(10).permutation(4)
    array([2, 3, 1, 0])
    >>> [row["text"] for row in sample_rows(rows, 2, 10)]
    ['C', 'D']
    >>> sample_rows(rows, 0, 10)
    []
    """
    raise NotImplementedError


def label_counts(rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Return how many rows have each label. ``rows`` is not changed.

    Parameters
    ----------
    rows : list or tuple of dict
        Each row has its label, a str, under ``"label"``.

    Returns
    -------
    dict of str to int
        Only labels that occur. The keys are in sorted order, as Python sorts text (capitals before small
        letters), whatever the counts.

    Raises
    ------
    ValueError
        A row, any of them, is without ``"label"``.

    Examples
    --------
    >>> label_counts([{"label": "positive"}, {"label": "negative"}, {"label": "positive"}])
    {'negative': 1, 'positive': 2}
    """
    raise NotImplementedError


def shared_texts(train: Sequence[dict[str, Any]], test: Sequence[dict[str, Any]]) -> list[str]:
    r"""Return the texts of train that are in test too, apart from case and white space.

    Two texts are the same if they are equal after ``str.casefold``, and after every run of white space has
    become one space and none is left at either end (white space is what ``str.split()`` splits at). Anything
    else, such as a full stop, tells them apart. No argument is changed.

    Parameters
    ----------
    train, test : list or tuple of dict
        Each row has its text, a str, under ``"text"``.

    Returns
    -------
    list of str
        In train's order. Texts that are the same count as one: it is listed once, where it first comes in
        train, and exactly as train first has it.

    Examples
    --------
    >>> train = [{"text": "Great  film!"}, {"text": "Boring."}, {"text": "great film!"}]
    >>> shared_texts(train, [{"text": "GREAT FILM!\n"}, {"text": "Boring"}])
    ['Great  film!']
    """
    raise NotImplementedError
