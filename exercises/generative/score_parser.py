r"""Read a score out of a chat model's reply, and make a label of it.

A label says which; a score says how much, and lets you choose afterwards where "positive" begins. But the model
that was asked for a number between 0 and 1 answers "87%", "8.7/10", "4 out of 5", "7", or two numbers, and
whatever your parser makes of these goes into your figures as the model's opinion. So a score is read only where
there is one meaning; everything else is None. Models asked to score texts: Zheng et al. 2023 ("Judging
LLM-as-a-Judge with MT-Bench and Chatbot Arena").
"""


def parse_score(reply: str | None) -> float | None:
    r"""Return the one score in a reply, as a share from 0 to 1; None where there is none, or more than one.

    A *number* is a run of digits ``0-9``, maybe with one decimal point in or before it (``1``, ``0.87``,
    ``.87``), maybe with a sign before it. A ``+`` or ``-`` is a sign only where it stands right before the digits
    or the point, and at the start of the reply or after white space, an opening bracket ``( [ {``, a ``:`` or an
    ``=``; anywhere else it is a hyphen ("score-0.7" holds 0.7). What would be a number but touches a letter is
    none, as a whole: ``v2``, ``0.5x`` and ``10th`` hold no number. A full stop after a number is no part of it.

    Every number in the reply belongs to a score. A score is one of these, with any words around it:

    - a number followed by ``%``: a hundredth of it;
    - two numbers with ``/`` between them, or with the words ``out of`` in any case: the first by the second;
    - any other number: that number itself.

    There may be spaces before the ``%`` and around the ``/``, and there are some around ``out of``.

    The answer is None when there is no score; when a score is below 0 or above 1 or divides by 0, even if others
    are not; when two scores differ. Scores within 1e-9 of each other are the same score, and it may be given any
    number of times.

    Parameters
    ----------
    reply : str or None
        What the model wrote. None, a refusal without content, gives None. Not graded: other notations of numbers
        (``1e-3``, ``1,000``, ``1.2.3``, a minus other than ``-``, digits other than ``0-9``); white space other than
        a space before ``%``; a sign behind a quote or ``*``; a number next to ``_``; a full stop between a digit and
        a letter or another full stop (``v.2``, ``...5``); a ``/`` or ``out of`` with a number on one side only, with
        a sign on its right, or with a number that has another mark (``50%/2``, ``1/2/3``); a line break inside a
        score.

    Returns
    -------
    float or None
        From 0 to 1.

    Examples
    --------
    >>> [parse_score(reply) for reply in ("0.75", "Score: .75.", "I'd say 75 %", "7.5/10", "**3 out of 4**")]
    [0.75, 0.75, 0.75, 0.75, 0.75]
    >>> parse_score("1"), parse_score("4 OUT OF 5 stars, so 80%")
    (1.0, 0.8)
    >>> [parse_score(reply) for reply in ("Very good!", "7", "-0.2", "110%", "3/0", None)]
    [None, None, None, None, None, None]
    >>> print(parse_score("0.8 or 0.9"), parse_score("0.8, for 3 reasons"), parse_score("7 on a scale of 0-10"))
    None None None
    >>> parse_score("Model v2 says score-0.7"), parse_score("10th try: 1/4")
    (0.7, 0.25)
    """
    raise NotImplementedError


def score_to_label(score: float | None, negative: str, positive: str, threshold: float = 0.5) -> str | None:
    """Return the label that a score stands for; None where there is no score.

    Parameters
    ----------
    score : float or None
        From 0 to 1, or None, as `parse_score` gives it.
    negative, positive : str
        The label below the threshold, and the label from the threshold on.
    threshold : float
        From 0 to 1, both included. A score equal to it is ``positive``.

    Returns
    -------
    str or None
        ``positive``, ``negative`` or None.

    Raises
    ------
    ValueError
        Looked for first, also when ``score`` is None: ``threshold`` is below 0 or above 1.

    Examples
    --------
    >>> score_to_label(0.5, "negative", "positive"), score_to_label(0.49, "negative", "positive")
    ('positive', 'negative')
    >>> score_to_label(0.7, "ham", "spam", threshold=0.9)
    'ham'
    >>> print(score_to_label(None, "negative", "positive"))
    None
    >>> score_to_label(None, "negative", "positive", threshold=50)
    Traceback (most recent call last):
    ValueError: threshold must be from 0 to 1; got 50
    """
    raise NotImplementedError
