"""Recorded answers of language-model APIs: the trusted end of `graders.sandbox.api_client`.

A recording is a vcrpy cassette. vcrpy's usual matching leaves the body out, so that any prompt would get the
right answer; here a request is answered when it means the same as a recorded one, however it is worded.
"""

from __future__ import annotations

import base64
import functools
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from .catalog import ROOT
from .meaning import Meaning, Vocabulary, body_of, differences, distance, endpoint_of

CASSETTES = ROOT / "fixtures" / "cassettes"
MAX_SENTENCE = 300
MAX_BYTES = 4_000_000  # of requests to one client: what is kept of them must not fill the grader's memory
EMBEDDINGS = "/embeddings"


class Recorded:
    """One API client's recording: answers its requests and remembers them.

    Attributes
    ----------
    requests : list of dict
        `{"endpoint": "/chat/completions", "body": {...}, "answer": {...}}` of each request that was answered,
        in order. A request turned away with 429, which the client itself sends again, is counted in
        `turned_away` instead.
    unmatched : list of str
        For each request that no recording answers, what is different from the nearest one.
    """

    def __init__(self, tape: Tape) -> None:
        self._tape = tape
        self._played: Counter[Meaning] = Counter()
        self._left = MAX_BYTES
        self.requests: list[dict[str, Any]] = []
        self.unmatched: list[str] = []
        self.turned_away = 0

    @classmethod
    def load(cls, provider: str, cassette: str = "chat", folder: Path = CASSETTES) -> Recorded:
        """Return a new client's recording from the file `<provider>-<cassette>.json`.

        Parameters
        ----------
        provider : str
            "openai" or "groq".
        cassette : str
            "chat" (labels), "scores", "clusters" or "embeddings".
        folder : Path
            Where recordings lie.

        Raises
        ------
        FileNotFoundError
            If there is no such recording.
        """
        return cls(read_tape(folder / f"{provider}-{cassette}.json"))

    @property
    def questions(self) -> list[dict[str, Any]]:
        """What can be asked, each with `id, texts, labels, k` and `kind`: how the first reply is worded."""
        return self._tape.questions

    @property
    def name(self) -> str:
        """The recording's name: `<provider>-<cassette>`."""
        return self._tape.name

    def meaning(self, endpoint: str, body: dict[str, Any]) -> Meaning:
        """Return what a request means among the questions of this recording."""
        return self._tape.meaning(endpoint, body)

    @property
    def models(self) -> list[str]:
        """The models that were asked, sorted by name."""
        return self._tape.models

    def replies(self, text: str | Sequence[str], labels: Sequence[str] = ()) -> list[tuple[str | None, int]]:
        """Return for each attempt at a text, or at several in one question, the recorded reply, None for a
        refusal, and its tokens in all.
        """
        texts = [text] if isinstance(text, str) else text
        asked = tuple(" ".join(text.split()) for text in texts), frozenset(labels)
        turns = {m.turns: a[-1] for m, a in self._tape.answers.items() if (m.documents, m.labels) == asked}
        answers = [json.loads(turns[turn]["body"]) for turn in sorted(turns)]
        return [(a["choices"][0]["message"]["content"], a["usage"]["total_tokens"]) for a in answers]

    def vector(self, model: str, text: str) -> list[float] | None:
        """Return the recorded embedding of a text, None where the answer leaves it out."""
        vector = self._tape.vectors[model, text]
        return None if vector is None else _floats(vector)

    def exchange(self, request: dict[str, Any]) -> dict[str, Any]:
        """Return the recorded answer to `{"method", "path", "body"}` as `{"status", "headers", "body"}`.

        The same request gets the same answer however often it is sent, but for a recorded 429, which comes
        once for each client. Anything unrecorded gets 400 and one sentence.
        """
        self._left -= len(request["body"])
        if self._left < 0:
            return _refusal("more was sent to this client than any solution needs")
        endpoint, body = endpoint_of(request["method"], request["path"]), body_of(request["body"])
        answer = self._embeddings(body) if endpoint == EMBEDDINGS else self._chat(endpoint, body)
        if answer["status"] == 429:
            self.turned_away += 1
        else:
            self.requests.append({"endpoint": endpoint, "body": body, "answer": json.loads(answer["body"])})
        return answer

    def _chat(self, endpoint: str, body: dict[str, Any]) -> dict[str, Any]:
        asked = self.meaning(endpoint, body)
        answers = self._tape.answers.get(asked)
        if answers is None:
            return self._unmatched(self._tape.nearest(asked))
        turn = self._played[asked]
        self._played[asked] += 1
        return answers[min(turn, len(answers) - 1)]

    def _embeddings(self, body: dict[str, Any]) -> dict[str, Any]:
        texts = body.get("input")
        texts = [texts] if isinstance(texts, str) else texts
        if not isinstance(texts, list) or not texts or not all(isinstance(text, str) for text in texts):
            return self._unmatched(["input must be a text or a list of texts"])
        model = body.get("model")
        if model not in self._tape.models:
            known = ", ".join(repr(model) for model in self._tape.models)
            return self._unmatched([f"model is {model!r}; the recording has {known}"])
        strange = [text for text in texts if (model, text) not in self._tape.vectors]
        if strange:
            return self._unmatched([f"text {strange[0][:60]!r} is not recorded"])
        items = [(i, self._tape.vectors[model, text]) for i, text in enumerate(texts)]
        tokens = sum(len(text.split()) for text in texts)
        return _embedding_answer(body, [(i, vector) for i, vector in items if vector is not None], tokens)

    def _unmatched(self, said: list[str]) -> dict[str, Any]:
        sentence = "; ".join(said)[:MAX_SENTENCE]
        self.unmatched.append(sentence)
        return _refusal(sentence)


class Tape:
    """A cassette that was read: the answers to each meaning, in the order they were given."""

    def __init__(self, path: Path) -> None:
        from vcr.cassette import Cassette
        from vcr.record_mode import RecordMode
        from vcr.serializers import jsonserializer

        if not path.is_file():  # vcrpy would take it for an empty one
            raise FileNotFoundError(f"there is no recording {path.name} in {path.parent}")
        self.name = path.stem
        cassette: Any = Cassette.load(
            path=str(path),
            serializer=jsonserializer,
            record_mode=RecordMode.NONE,
        )
        self.questions: list[dict[str, Any]] = cassette.get_metadata("questions", [])
        texts = {text for question in self.questions for text in question["texts"]}
        labels = {label for question in self.questions for label in question["labels"]}
        self._vocabulary = Vocabulary(texts, labels)
        bodies = [body_of((request.body or b"").decode()) for request in cassette.requests]
        self.answers: dict[Meaning, list[dict[str, Any]]] = {}
        for request, response, body in zip(cassette.requests, cassette.responses, bodies, strict=True):
            meaning = self.meaning(endpoint_of(request.method, request.path), body)
            self.answers.setdefault(meaning, []).append(_plain(response))
        self.models = sorted({str(body.get("model")) for body in bodies})
        self.vectors = _recorded_vectors(cassette, bodies)

    def meaning(self, endpoint: str, body: dict[str, Any]) -> Meaning:
        """Return what a request means among the questions of this recording."""
        return self._vocabulary.meaning(endpoint, body)

    def nearest(self, asked: Meaning) -> list[str]:
        """Return how a request differs from the recorded one that it differs least from."""
        nearest = min(self.answers, key=lambda meaning: distance(asked, meaning), default=None)
        return differences(asked, nearest) if nearest else ["nothing is recorded here"]


@functools.cache
def read_tape(path: Path) -> Tape:
    """Return a recording, read once a process."""
    return Tape(path)


def _recorded_vectors(cassette: Any, bodies: list[dict[str, Any]]) -> dict[tuple[str, str], str | None]:
    """Return by model and text the vector as it was sent, in base64; None where the answer had no item for it."""
    vectors: dict[tuple[str, str], str | None] = {}
    for request, response, body in zip(cassette.requests, cassette.responses, bodies, strict=True):
        if request.path.endswith(EMBEDDINGS) and response["status"]["code"] == 200:
            asked = [(body["model"], text) for text in body["input"]]
            vectors.update(dict.fromkeys(asked))
            for item in json.loads(response["body"]["string"])["data"]:
                vectors[asked[item["index"]]] = item["embedding"]
    return vectors


def _plain(response: dict[str, Any]) -> dict[str, Any]:
    headers = {name: values[0] for name, values in response["headers"].items()}
    body = response["body"]["string"].decode()
    return {"status": response["status"]["code"], "headers": headers, "body": body}


def _refusal(sentence: str) -> dict[str, Any]:
    message = f"no recording of this request: {sentence}"
    return _json(400, {"error": {"message": message, "type": "invalid_request_error"}})


def _json(status: int, content: dict[str, Any]) -> dict[str, Any]:
    return {"status": status, "headers": {"content-type": "application/json"}, "body": json.dumps(content)}


def _embedding_answer(body: dict[str, Any], items: list[tuple[int, str]], tokens: int) -> dict[str, Any]:
    """Return vectors, which may come from several recorded answers, as one answer."""
    as_text = body.get("encoding_format") == "base64"
    data = [
        {"object": "embedding", "index": i, "embedding": vector if as_text else _floats(vector)}
        for i, vector in items[1::2] + items[::2]  # the API promises no order
    ]
    usage = {"prompt_tokens": tokens, "total_tokens": tokens}
    return _json(200, {"object": "list", "data": data, "model": body["model"], "usage": usage})


def _floats(vector: str) -> list[float]:
    return [float(x) for x in np.frombuffer(base64.b64decode(vector), dtype="<f4")]
