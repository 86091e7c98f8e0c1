"""Classify texts with a chat model, and ask again when its reply is of no use.

A chat model answers in free text, at a price per token, and not always with one of your labels. A classifier
built on it therefore keeps three things in hand: the temperature is 0, so that a second run gives the same
answers as far as the service can promise; a reply without a label gets a correction inside the same
conversation, where the model sees what it said (asking the same thing again at temperature 0 brings the same
reply); and when even that fails, the answer is None, counted and reported, not guessed. Source: the chat
completions interface of OpenAI, which Groq shares; classification with chat models as in Alammar and
Grootendorst, Hands-On Large Language Models, chapter 4.
"""

from collections.abc import Callable, Sequence
from typing import Any


def classify_texts(
    client: Any,
    model: str,
    texts: Sequence[str],
    labels: Sequence[str],
    build_messages: Callable[[str, Sequence[str]], list[dict[str, str]]],
    parse_label: Callable[[str | None, Sequence[str]], str | None],
    max_attempts: int = 2,
) -> list[dict[str, Any]]:
    """Return label, last reply, number of attempts and tokens for each text.

    Each text has a conversation of its own, and the texts may be asked in any order. An *attempt* is one
    request, ``client.chat.completions.create``, with ``model`` and ``temperature=0``. The messages of the
    first attempt are those of ``build_messages(text, labels)``. If ``parse_label(reply, labels)`` gives None
    and fewer than ``max_attempts`` attempts were made, the next attempt has all messages of the one before,
    then the reply with role ``assistant``, then one with role ``user`` that names every label as spelled in
    ``labels``; its wording is yours. Every message is a dict of ``role`` and ``content``, and every content
    is a str: a refusal goes back as ``""``.

    Parameters
    ----------
    client : openai.OpenAI or groq.Groq
        Sends the requests. It repeats a request that the service turned away for its rate limit; such a
        repetition is no attempt.
    model : str
        Name of the model.
    texts : list or tuple of str
        One or more texts.
    labels : list or tuple of str
        The labels, handed on to the two functions below.
    build_messages, parse_label : callable
        Given. The first makes the messages of the first attempt, a list of dicts; the second finds the label
        in a reply, or None. It takes None, too, and gives None for it.
    max_attempts : int
        The most attempts for one text, at least 1.

    Returns
    -------
    list of dict
        In the order of ``texts``, each with the keys

        ``label`` : str or None
            What ``parse_label`` made of the last reply.
        ``reply`` : str or None
            ``message.content`` of the last reply, not changed in any way; None where the model refused.
        ``attempts`` : int
            Attempts made.
        ``tokens`` : int
            ``usage.total_tokens``, added up over the attempts.

    Raises
    ------
    ValueError
        Before any request: ``texts`` is empty; ``max_attempts`` is less than 1.

    Examples
    --------
    A client of cardboard, which first gives no label and then, once it is corrected, one:

    >>> from types import SimpleNamespace as Cardboard
    >>> def create(model, temperature, messages):
    ...     reply = Cardboard(content="mixed" if len(messages) == 1 else "positive")
    ...     usage = Cardboard(total_tokens=20 * len(messages))
    ...     return Cardboard(choices=[Cardboard(message=reply)], usage=usage)
    >>> client = Cardboard(chat=Cardboard(completions=Cardboard(create=create)))
    >>> def build_messages(text, labels):
    ...     return [{"role": "user", "content": f"Is this {' or '.join(labels)}? {text}"}]
    >>> def parse_label(reply, labels):
    ...     return reply if reply in labels else None
    >>> ask = ["Fine film."], ["negative", "positive"], build_messages, parse_label
    >>> classify_texts(client, "gpt-4o-mini", *ask)
    [{'label': 'positive', 'reply': 'positive', 'attempts': 2, 'tokens': 80}]
    >>> classify_texts(client, "gpt-4o-mini", *ask, max_attempts=1)
    [{'label': None, 'reply': 'mixed', 'attempts': 1, 'tokens': 20}]
    >>> classify_texts(client, "gpt-4o-mini", *ask, max_attempts=0)
    Traceback (most recent call last):
    ValueError: max_attempts must be at least 1; got 0
    """
    raise NotImplementedError
