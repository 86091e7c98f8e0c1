"""Read the label out of a chat model's reply.

A model that was asked for one of your labels answers in prose: quoted, in bold, as JSON, after half a page of
thoughts, negated, with two labels or with none. Every figure you report later rests on what you make of such
replies, so a doubtful one has to come out as None and be counted, not guessed. The rule for negation is a
small form of NegEx (Chapman et al. 2001, Journal of Biomedical Informatics 34(5), 301-310).
"""

from collections.abc import Sequence


def parse_label(reply: str | None, labels: Sequence[str]) -> str | None:
    r"""Return the label that a reply commits to; None when it commits to none or to more than one.

    A *word* is a run of letters and digits, with apostrophes inside it: ``isn't`` and ``positive's`` are one
    word each, the quotes of ``'positive'`` belong to none, and ``’`` counts as ``'``. Everything else
    separates words, ``_`` and ``-`` too. Words are compared by ``str.casefold``. A label is one or more
    words; a *mention* of it is a place where its words stand in a row, whatever separates them (even a full
    stop or a line break).

    1. A line that reads ``label: X`` or ``answer: X`` (any case; only white space before it and around the
       colon), where the words of X are the words of one label, no more and no fewer, is a *label line*. If
       there are any, the last one decides, whatever all other lines say.
    2. Otherwise every mention counts, but no word is in two of them: the mentions of the label of most words
       are found first, over the whole reply, then those of the next; of equally long labels, the earlier in
       ``labels`` goes first. "Water sports" is no mention of "sports", not even where rule 3 drops it.
    3. A mention is dropped when the word before it, leaving out every ``a an the very really`` in between, is
       one of ``not no never neither nor isn't wasn't non`` (be it part of a mention or not) and none of
       ``. , ; : ! ?`` and no line break stands between that word and the mention. Only that one word is
       looked at: "not at all positive" is a mention. Other mentions of the same label stay.
    4. One distinct label left is the answer. Otherwise the answer is None.

    Parameters
    ----------
    reply : str or None
        What the model wrote. None, a refusal without content, gives None. Not graded: text not in Unicode
        NFC, lines that end in anything but ``\n`` or ``\r\n``, two apostrophes in a row.
    labels : list or tuple of str
        One or more labels. Not graded: labels that overlap themselves ("ha ha" in "ha ha ha").

    Returns
    -------
    str or None
        The label as spelled in ``labels``.

    Raises
    ------
    ValueError
        Looked for before anything else, also when ``reply`` is None: ``labels`` is empty; a label has no
        word; two labels have the same words in the same order ("Water-sports" and "water sports").

    Examples
    --------
    >>> labels = ["Positive", "negative"]
    >>> parse_label("I'd call it **positive**.", labels)
    'Positive'
    >>> parse_label("It isn’t really negative. No, positive!", labels)
    'Positive'
    >>> print(parse_label("It reacts negatively, so it is non-positive.", labels))
    None
    >>> print(parse_label("Positive at first, negative at the end.", labels))
    None
    >>> parse_label("Not positive.\nLabel: positive\nAnswer: 'Negative'\nLabel: not positive", labels)
    'negative'
    >>> parse_label("Water-sports!", ["sports", "water sports"])
    'water sports'
    """
    raise NotImplementedError


def parse_labels(replies: Sequence[str | None], labels: Sequence[str], default: str) -> tuple[list[str], int]:
    """Return a label for every reply, and the number of replies that got ``default`` for want of one.

    Parameters
    ----------
    replies : list or tuple of (str or None)
        Any number of replies, also none.
    labels, default : list or tuple of str, str
        Labels as in `parse_label`; the one of them, spelled as there, that stands in where it gives None.

    Returns
    -------
    parsed, n_default : list of str, int
        One label per reply, in order; how often `parse_label` gave None (naming ``default`` is not that).

    Raises
    ------
    ValueError
        ``labels`` as in `parse_label`; ``default`` is not in ``labels``. Also when there are no replies.

    Examples
    --------
    >>> parse_labels(["Negative.", None, "great!", "positive"], ["positive", "negative"], "negative")
    (['negative', 'negative', 'negative', 'positive'], 2)
    """
    raise NotImplementedError
