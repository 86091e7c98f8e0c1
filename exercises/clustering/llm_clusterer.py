"""Let a chat model sort texts into named groups, and hold it to what was agreed.

The model reads all texts at once, which is what makes it see themes, and answers in JSON, which is what makes its
answer usable. It will not always be: it names more groups than allowed, counts texts that do not exist, or stops in the
middle. Then it is told what was wrong, inside the same conversation, and asked again; after a fixed number of requests
that is an error and not a result.

Sources: the chat completions interface of OpenAI, which Groq shares; Viswanathan et al. 2024, "Large Language Models
Enable Few-Shot Clustering".
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np


def cluster_with_llm(
    client: Any,
    model: str,
    texts: Sequence[str],
    k: int,
    parse_clusters: Callable[[str, int], tuple[np.ndarray, list[str]]],
    max_attempts: int = 2,
) -> dict[str, Any]:
    r"""Return the clusters of a chat model's first usable reply.

    A request is ``client.chat.completions.create`` with ``model``, ``temperature=0`` and messages, dicts of a ``role``
    and a ``content`` (str); its other parameters are yours.

    1. The first request asks for at most ``k`` named clusters, as JSON. One of its messages holds all texts, each on a
       line of its own ``N. text``, N from 1; each ``"\n"`` inside a text is made one space, and nothing else of it
       is changed. Outside of these lines the messages have ``k`` in digits and the word JSON (in any case). The rest of
       the wording is yours.
    2. A reply is handed on, as it came, to ``parse_clusters(reply, n_docs)``. It is usable unless that raises
       ValueError or gives more than ``k`` names.
    3. As long as no reply was usable and fewer than ``max_attempts`` requests were made, the next request has all
       messages of the one before, then the reply with role ``assistant``, then one message with role ``user`` that says
       what was wrong: it holds the text of the ValueError or, in digits, how many clusters there were or may be.
       It does not repeat the texts.

    Parameters
    ----------
    client : openai.OpenAI or groq.Groq
        Sends the requests.
    model : str
        Name of the model.
    texts : list or tuple of str
        At least ``k``; not changed.
    k : int
        The most clusters, at least 2.
    parse_clusters : callable
        Given. Returns ``(assignments, names)``: an int array (n_docs,) of indices in ``names``, -1 for a text in no
        cluster or in doubt, and a list of str, which may be shorter than ``k``, also empty.
    max_attempts : int
        The most requests, at least 1.

    Returns
    -------
    dict with exactly these keys

        ``labels`` : int array (n_docs,)
            The assignments of the usable reply.
        ``names`` : list of str
            Its names.
        ``coverage`` : float
            Share of texts whose label is not -1.
        ``attempts`` : int
            Requests made.

    Raises
    ------
    ValueError
        Before any request: ``k`` below 2; fewer than ``k`` texts. Later: no usable reply within ``max_attempts``.

    Examples
    --------
    A client of cardboard, whose first reply has too many clusters:

    >>> from types import SimpleNamespace as Cardboard
    >>> def create(model, temperature, messages):
    ...     reply = Cardboard(content="ant, owl, yew" if len(messages) < 3 else "animals: 1, 2")
    ...     return Cardboard(choices=[Cardboard(message=reply)])
    >>> client = Cardboard(chat=Cardboard(completions=Cardboard(create=create)))
    >>> def parse_clusters(reply, n_docs):
    ...     if reply == "ant, owl, yew":
    ...         return np.array([0, 1, 2]), ["ant", "owl", "yew"]
    ...     return np.array([0, 0, -1]), ["animals"]
    >>> found = cluster_with_llm(client, "gpt-4o-mini", ["An ant.", "An owl.", "A yew."], 2, parse_clusters)
    >>> found["labels"].tolist(), found["names"], round(found["coverage"], 2), found["attempts"]
    ([0, 0, -1], ['animals'], 0.67, 2)
    >>> cluster_with_llm(client, "gpt-4o-mini", ["An ant.", "An owl.", "A yew."], 2, parse_clusters, max_attempts=1)
    Traceback (most recent call last):
    ValueError: no usable reply in 1 attempts; the last fault: there are 3 clusters, at most 2 are allowed
    """
    raise NotImplementedError
