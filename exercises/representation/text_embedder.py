"""Turn texts into vectors, with an embedding service and with an encoder of your own.

An embedding service takes a list of texts and is paid by the token, so what you send counts: each text once, and many
in one request. Its answer lists vectors with the index of the text that each belongs to, and that index, not the place
in the list, says whose it is. An encoder on your own machine costs nothing per text; its vectors may have any length,
and it is up to you to make them comparable.

You may import sentence_transformers. Sources: the embeddings interface of the OpenAI API; Reimers and Gurevych 2019,
"Sentence-BERT".
"""

from collections.abc import Sequence
from typing import Any

import numpy as np


def embed_texts(
    client: Any, texts: Sequence[str], model: str = "text-embedding-3-small", batch_size: int = 64
) -> np.ndarray:
    """Return a service's vector of each text.

    Each different text is sent once, exactly as given (texts are the same only if they are equal as str), in any
    order, as ``client.embeddings.create(model=model, input=[...])`` with at most ``batch_size`` texts at a time and no
    more requests than that takes: the number of different texts divided by ``batch_size``, rounded up. The answer's
    ``data`` lists items in any order; ``item.embedding`` is the vector of ``input[item.index]``.

    Parameters
    ----------
    client : openai.OpenAI
        Sends the requests.
    texts : list or tuple of str
        At least one, none of them blank; the same text may come more than once.
    model : str
        Name of the model.
    batch_size : int
        The most texts in a request, at least 1.

    Returns
    -------
    float array (n_docs, dim)
        A row per text, in the order of ``texts``, the same row for the same text; as the service gives it, not
        scaled.

    Raises
    ------
    ValueError
        Before any request: no texts; a text that is empty or only white space; ``batch_size`` below 1. After one: an
        answer that has no item for one of the texts in the request.

    Examples
    --------
    A client of cardboard, which lists its answers from behind:

    >>> from types import SimpleNamespace as Cardboard
    >>> def create(model, input):
    ...     print("asked for", input)
    ...     items = [Cardboard(index=i, embedding=[float(len(t)), 1.0]) for i, t in enumerate(input) if t != "lost"]
    ...     return Cardboard(data=items[::-1])
    >>> client = Cardboard(embeddings=Cardboard(create=create))
    >>> embed_texts(client, ["one", "three", "one", "four"], batch_size=2)
    asked for ['one', 'three']
    asked for ['four']
    array([[3., 1.],
           [5., 1.],
           [3., 1.],
           [4., 1.]])
    >>> embed_texts(client, ["one", "lost"])
    Traceback (most recent call last):
    ValueError: the answer has no embedding of 'lost'
    """
    raise NotImplementedError


def encode_texts(encoder: Any, texts: Sequence[str]) -> np.ndarray:
    """Return an encoder's vector of each text, brought to length 1.

    Parameters
    ----------
    encoder : sentence_transformers.SentenceTransformer
        Its own vectors may have length 1 already or any other.
    texts : list or tuple of str
        At least one, none of them blank; encoded exactly as given.

    Returns
    -------
    float array (n_docs, dim)
        A row per text, in the order of ``texts``, each of Euclidean length 1 (compared within a relative 1e-4,
        absolute 1e-5). A numpy array, not a tensor.

    Raises
    ------
    ValueError
        No texts; a text that is empty or only white space.

    Examples
    --------
    >>> from sentence_transformers import SentenceTransformer
    >>> encoder = SentenceTransformer("fixtures/models/tiny-encoder", device="cpu")
    >>> vectors = encode_texts(encoder, ["the price of bread", "bread and its price", "a goal"])
    >>> vectors.shape, np.linalg.norm(vectors, axis=1).round(4).tolist()
    ((3, 64), [1.0, 1.0, 1.0])
    """
    raise NotImplementedError
