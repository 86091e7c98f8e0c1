"""Classify texts without a single labelled one, by the likeness of text and label description.

An encoder puts texts of like meaning in like directions, and a label can be put into words: "a negative review". Embed
the descriptions along with the texts, and give each text the label whose description points most nearly the same way.
Nothing is trained; all that is known of a label is how it is described, so the wording is worth as much care as data.

Sources: Chang, Ratinov, Roth and Srikumar 2008 (classification by label names alone); Yin, Hay and Roth 2019
(descriptions of labels).
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np


def zero_shot_labels(
    embed: Callable[[list[str]], np.ndarray], texts: Sequence[str], descriptions: Mapping[str, str]
) -> tuple[list[str], np.ndarray]:
    """Return for each text the label with the most similar description, and all similarities.

    Cosine similarity is ``a·b / (|a| |b|)``, from -1 to 1. No argument is changed.

    Parameters
    ----------
    embed : function
        ``embed(list of str)`` returns a float array (n, dim), a row per text in their order. Rows may have any
        length (graders go down to 1e-6). It is the costly part: call it at most twice in all. Texts and
        descriptions are embedded exactly as given; the labels are not embedded.
    texts : list or tuple of str
        At least one; the same text may come twice.
    descriptions : dict of str to str
        The description of each label, at least two; the labels in any order.

    Returns
    -------
    labels : list of str
        For each text the label (not its description) of highest similarity. A tie goes to the earliest in
        ``descriptions``.
    similarities : float array (n_texts, n_labels)
        A row per text, a column per label, in the order of ``descriptions``; neither scaled nor cut off. Compared
        within a relative 1e-4, absolute 1e-5.

    Raises
    ------
    ValueError
        No texts; fewer than two labels; a description that is empty or only white space; a vector of length 0, of a
        text or of a description.

    Examples
    --------
    >>> vectors = {"Loved it.": [3, 1], "So dull.": [0, 2], "a happy review": [2, 0], "a sad review": [1, 1]}
    >>> def embed(texts):
    ...     return np.array([vectors[text] for text in texts], dtype=float)
    >>> descriptions = {"pos": "a happy review", "neg": "a sad review"}
    >>> labels, similarities = zero_shot_labels(embed, ["Loved it.", "So dull."], descriptions)
    >>> labels
    ['pos', 'neg']
    >>> similarities.round(2).tolist()
    [[0.95, 0.89], [0.0, 0.71]]
    """
    raise NotImplementedError
