"""For trials of your own: what the tests hand to your functions, as real objects, and the texts and replies on record.

In a shell or a notebook, and nowhere on the way to a mark: `from graders.kit import desk`.
"""

from __future__ import annotations

from typing import Any

from graders.sandbox.api_client import make_client
from graders.sandbox.handles import encoder, model, pipeline, tokenizer

from .fixtures import embeddings, texts
from .llm import Recorded

__all__ = ["client", "embeddings", "encoder", "model", "pipeline", "questions", "texts", "tokenizer"]


def client(provider: str = "openai", recording: str = "chat") -> Any:
    """Return a real API client whose requests are answered from a recording, without a network or a key.

    Parameters
    ----------
    provider : str
        "openai" or "groq".
    recording : str
        "chat" (labels), "scores", "clusters" or, of openai, "embeddings".

    Raises
    ------
    FileNotFoundError
        If there is no such recording.

    Examples
    --------
    >>> text = next(q["texts"][0] for q in questions() if q["kind"] == "quoted")
    >>> ask = f"Answer negative or positive. {text}"
    >>> reply = client().chat.completions.create(
    ...     model="gpt-4o-mini", temperature=0, messages=[{"role": "user", "content": ask}])
    >>> reply.choices[0].message.content
    '“negative”'
    """
    return make_client(provider, Recorded.load(provider, recording).exchange)


def questions(provider: str = "openai", recording: str = "chat") -> list[dict[str, Any]]:
    """Return what a recording answers: the texts, the labels or k asked about, and the kind of the first reply.

    >>> sorted(questions()[0])
    ['id', 'k', 'kind', 'labels', 'texts']
    """
    return Recorded.load(provider, recording).questions
