"""What a chat request means, apart from its wording: requests that mean the same get the same answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, NamedTuple


class Meaning(NamedTuple):
    """What of a request decides its answer."""

    endpoint: str
    model: str | int | float | None
    temperature: str | int | float | None
    documents: tuple[str, ...]
    labels: frozenset[str]
    turns: int
    stream: bool


class Vocabulary:
    """The documents and labels that a request can be about.

    Parameters
    ----------
    documents : iterable of str
        Recorded texts. White space counts as one space.
    labels : iterable of str
        Labels that recorded requests name, in any case, as whole words.
    """

    def __init__(self, documents: Iterable[str], labels: Iterable[str]) -> None:
        self.documents = sorted((_squeeze(text) for text in documents), key=len, reverse=True)
        self.labels = {label: re.compile(rf"(?<!\w){re.escape(label)}(?!\w)", re.I) for label in labels}

    def meaning(self, endpoint: str, body: dict[str, Any]) -> Meaning:
        """Return what a request means.

        The question is the message with most documents, the last of equals, so that examples before it and a
        reminder after it do not count; each message but the assistant's since it was first asked is one more
        turn.

        Examples
        --------
        >>> ask = {"role": "user", "content": "Is 'Fine film.' positive or negative?"}
        >>> reply, again = {"role": "assistant", "content": "Hm."}, {"role": "user", "content": "One word!"}
        >>> body = {"model": "m", "temperature": 0, "messages": [ask, reply, again]}
        >>> vocabulary = Vocabulary(["Fine film."], ["negative", "neutral", "positive"])
        >>> found = vocabulary.meaning("/chat/completions", body)
        >>> found.documents, sorted(found.labels), found.turns
        (('Fine film.',), ['negative', 'positive'], 1)
        """
        read = [self._read(content) for role, content in messages_of(body) if role != "assistant"]
        asked = [documents for documents, _ in read]
        question = max(reversed(asked), key=len, default=())
        rest = "\n".join(text for _, text in read)
        return Meaning(
            endpoint,
            _scalar(body.get("model")),
            _scalar(body.get("temperature")),
            question,
            frozenset(label for label, pattern in self.labels.items() if pattern.search(rest)),
            len(asked) - 1 - asked.index(question) if asked else 0,
            bool(body.get("stream")),
        )

    def _read(self, content: str) -> tuple[tuple[str, ...], str]:
        """Return the documents in a message, in order, and the rest of its text."""
        rest, places = _squeeze(content), []
        for document in self.documents:
            if document in rest:  # the longest first: a document may stand inside another
                places.append((rest.index(document), document))
                rest = rest.replace(document, " " * len(document))
        return tuple(document for _, document in sorted(places)), rest


def messages_of(body: dict[str, Any]) -> list[tuple[str, str]]:
    """Return role and text of each message of a request's body, whatever a student may have put there."""
    messages = body.get("messages")
    found = []
    for message in messages if isinstance(messages, list) else []:
        message = message if isinstance(message, dict) else {}
        content = message.get("content")
        parts = content if isinstance(content, list) else [{"text": content}]
        texts = [part.get("text") for part in parts if isinstance(part, dict)]
        found.append((str(message.get("role")), "\n".join(text for text in texts if isinstance(text, str))))
    return found


def endpoint_of(method: str, path: str) -> str:
    """Return where a request goes, without the part that differs between providers.

    Examples
    --------
    >>> endpoint_of("POST", "/openai/v1/chat/completions")
    '/chat/completions'
    """
    endpoint = re.sub(r"^(/openai)?/v1(?=/)", "", path)
    return endpoint if method == "POST" else f"{method} {endpoint}"


def body_of(text: str) -> dict[str, Any]:
    """Return a request's body, empty where the text is no JSON object."""
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def differences(asked: Meaning, recorded: Meaning) -> list[str]:
    """Return in a student's words what in a request is not as recorded; nothing if they mean the same."""
    said = []
    if asked.endpoint != recorded.endpoint:
        return [f"the request goes to {asked.endpoint}; the recording has {recorded.endpoint}"]
    if asked.stream != recorded.stream:
        said.append("stream is set; the recording has whole answers")
    for name in ("model", "temperature"):
        got, wanted = getattr(asked, name), getattr(recorded, name)
        if got is None:
            said.append(f"{name} is missing; the recording has {wanted!r}")
        elif got != wanted:
            said.append(f"{name} is {got!r}; the recording has {wanted!r}")
    if asked.documents != recorded.documents:
        said.append(_other_documents(asked.documents, recorded.documents))
    said += [f"label {label!r} is named in no message" for label in sorted(recorded.labels - asked.labels)]
    more = sorted(asked.labels - recorded.labels)
    said += [f"label {label!r} is named; the recording is without it" for label in more]
    if asked.turns != recorded.turns:
        said.append(f"after the question come {asked.turns} corrections; the recording has {recorded.turns}")
    return said


def distance(asked: Meaning, recorded: Meaning) -> tuple[int, bool, int]:
    """Return how far a request is from a recording: by differences, then by document, then by turn."""
    turns = abs(asked.turns - recorded.turns)
    return len(differences(asked, recorded)), asked.documents != recorded.documents, turns


def _other_documents(asked: tuple[str, ...], recorded: tuple[str, ...]) -> str:
    if not asked:
        return "no message holds a recorded text, unchanged"
    if sorted(asked) == sorted(recorded):
        return "the texts stand in another order than in the recording"
    if len(asked) != len(recorded):
        return f"one message holds {len(asked)} recorded texts; the recording has {len(recorded)} in it"
    return "the messages hold a text that is recorded only with other labels, replies or settings"


def _scalar(value: Any) -> str | int | float | None:
    # False equals 0, and a list or dict cannot be looked up.
    return value if type(value) in (str, int, float, type(None)) else repr(value)


def _squeeze(text: str) -> str:
    return " ".join(text.split())
