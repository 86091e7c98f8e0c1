"""A local stand-in for the OpenAI and Groq services, for recording without a key and without a network.

It speaks their HTTP interface on this machine only and answers from a list of questions and replies. No
language model stands behind it, and it says so in every answer's `system_fingerprint`.
"""

from __future__ import annotations

import base64
import contextlib
import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np

from graders.kit.meaning import Vocabulary, body_of, endpoint_of, messages_of

from .wordings import Reply

FINGERPRINT = "local stand-in"
Vectors = dict[str, dict[str, np.ndarray | None]]
"""By model, then by text, an embedding; None where the answer leaves the text's item out."""


@dataclass(frozen=True)
class Question:
    """What one conversation is about, and the replies it gets in turn.

    `kind` names the wording of the first reply; with `limited` the first request is turned away once.
    """

    id: str
    kind: str
    texts: tuple[str, ...]
    labels: tuple[str, ...]
    replies: tuple[Reply, ...]
    k: int = 0
    limited: bool = False


class StandIn:
    """Answers requests the way the services do.

    Parameters
    ----------
    questions : sequence of Question
        What chat requests can be about.
    vectors : dict
        For each model and text the embedding, float32 (dim,).
    """

    def __init__(self, questions: Sequence[Question] = (), vectors: Vectors | None = None) -> None:
        self._vocabulary = Vocabulary(
            {text for question in questions for text in question.texts},
            {label for question in questions for label in question.labels},
        )
        self._questions = {(_words(q.texts), frozenset(q.labels)): q for q in questions}
        self._vectors = vectors or {}
        self._turned_away: set[str] = set()

    def answer(self, path: str, text: str) -> tuple[int, dict[str, str], dict[str, Any]]:
        """Return status, headers and content of the answer to a POST request."""
        endpoint, body = endpoint_of("POST", path), body_of(text)
        if endpoint == "/chat/completions":
            return self._chat(endpoint, body)
        if endpoint == "/embeddings":
            return self._embeddings(body)
        return _error(404, f"unknown path {path}")

    def _chat(self, endpoint: str, body: dict[str, Any]) -> tuple[int, dict[str, str], dict[str, Any]]:
        meaning = self._vocabulary.meaning(endpoint, body)
        question = self._questions.get((meaning.documents, meaning.labels))
        if question is None or meaning.turns >= len(question.replies):
            return _error(400, "the stand-in has no reply to this")
        if question.limited and question.id not in self._turned_away:
            self._turned_away.add(question.id)
            status, _, content = _error(429, "Rate limit reached, try again in 1 ms.")
            return status, {"retry-after-ms": "1"}, content
        return 200, {}, _completion(question, meaning.turns, body)

    def _embeddings(self, body: dict[str, Any]) -> tuple[int, dict[str, str], dict[str, Any]]:
        known = self._vectors.get(body["model"], {})
        vectors = [(i, known.get(text)) for i, text in enumerate(body["input"])]
        found = [
            (i, base64.b64encode(vector.astype("<f4").tobytes()).decode())
            for i, vector in vectors
            if vector is not None
        ]
        data = [{"object": "embedding", "index": i, "embedding": vector} for i, vector in found[1::2] + found[::2]]
        tokens = sum(len(text.split()) for text in body["input"])
        usage = {"prompt_tokens": tokens, "total_tokens": tokens}
        return 200, {}, {"object": "list", "data": data, "model": body["model"], "usage": usage}


@contextlib.contextmanager
def serve(standin: StandIn) -> Iterator[str]:
    """Serve a stand-in on this machine; the value is its address, `http://127.0.0.1:PORT`."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else each answer waits 40 ms for an acknowledgement

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            status, headers, content = standin.answer(self.path, self.rfile.read(length).decode())
            data = json.dumps(content, separators=(",", ":")).encode()
            self.send_response(status)
            for name, value in {
                "content-type": "application/json",
                "content-length": str(len(data)),
                **headers,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _completion(question: Question, turn: int, body: dict[str, Any]) -> dict[str, Any]:
    reply = question.replies[turn]
    message = {"role": "assistant", "content": reply.content}
    if reply.content is None:
        message["refusal"] = "I'm sorry, I can't help with that."
    prompt = sum(4 + len(text.split()) for _, text in messages_of(body))
    said = 1 + len((reply.content or "").split())
    return {
        "id": f"stand-in-{question.id}-{turn}",
        "object": "chat.completion",
        "created": 0,
        "model": body.get("model"),
        "system_fingerprint": FINGERPRINT,
        "choices": [{"index": 0, "message": message, "finish_reason": reply.finish_reason}],
        "usage": {"prompt_tokens": prompt, "completion_tokens": said, "total_tokens": prompt + said},
    }


def _error(status: int, sentence: str) -> tuple[int, dict[str, str], dict[str, Any]]:
    return status, {}, {"error": {"message": sentence, "type": "stand_in_error"}}


def _words(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(text.split()) for text in texts)
