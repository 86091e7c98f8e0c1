"""Chat models with recorded answers label the recorded reviews."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from . import approaches
from .approaches import POLAR, Corpus
from .desk import Desk
from .request import Request


@dataclass(frozen=True)
class Chat:
    """A chat model's labels of texts, the tokens that went in and came out, and the seconds it took."""

    labels: list[str | None]
    tokens: tuple[int, int]
    seconds: float


class Asked:
    """The recorded reviews, and what the chat models say of them; each is asked once."""

    def __init__(self, desk: Desk, request: Request) -> None:
        self.desk, self.request = desk, request
        self.corpus: Corpus = approaches.corpus(replace(request, data=None))
        asked = [_texts(request, provider) for provider in ("openai", "groq")]
        texts = [text for text in asked[0] if text in asked[1]]
        known = {text: place for place, text in reversed(list(enumerate(self.corpus.texts)))}
        self.places = np.array([known[text] for text in texts])
        self.texts, self.truth = texts, self.corpus.labels_at(self.places)
        self.chat = cache(self._chat)

    def _chat(self, provider: str, attempts: int) -> Chat:
        client, desk = self.request.llm.client(provider), self.desk
        build, parse = desk.function("prompt_builder.build_messages"), desk.function("prompt_parser.parse_label")
        given = (client, client.recorded.models[0], self.texts, POLAR, build, parse)
        start = time.perf_counter()
        results = desk.call("llm_classifier.classify_texts", *given, max_attempts=attempts)
        seconds = time.perf_counter() - start
        usage = [request["answer"]["usage"] for request in client.requests]
        tokens = sum(u["prompt_tokens"] for u in usage), sum(u["completion_tokens"] for u in usage)
        return Chat([result["label"] for result in results], tokens, seconds)


def _texts(request: Request, provider: str) -> list[str]:
    questions = request.llm.client(provider).recorded.questions
    return [question["texts"][0] for question in questions if question["labels"] == POLAR]
