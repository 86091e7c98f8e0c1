"""The recordings a student's copy may have: all but what only hidden tests ask."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from graders.kit.catalog import Exercise
from graders.kit.llm import EMBEDDINGS, Recorded, Tape
from graders.kit.meaning import body_of, endpoint_of
from graders.kit.recorded import bank_of
from graders.kit.reference import Memory, read_source
from graders.kit.running import Draw, run_test
from graders.kit.tests import load_tests
from graders.sandbox.session import DeskSession

DRAWS = tuple(Draw(b"release", name) for name in ("one", "two", "three"))
Asked = set[tuple[str, ...]]
"""What a request is about: the texts of a chat, or one text that is embedded."""


def hidden_only(exercises: Collection[Exercise], folder: Path) -> dict[str, Asked]:
    """Return by name of the recording what only the hidden tests of these exercises ask."""
    public: dict[str, Asked] = {path.stem: set() for path in sorted(folder.glob("*.json"))}
    hidden: dict[str, Asked] = {name: set() for name in public}
    memory = Memory()
    for exercise in exercises:
        bank = bank_of(exercise, memory)
        session = DeskSession(read_source(exercise.reference, exercise))
        for test in (t for t in load_tests(exercise) if "llm" in t.voices):
            with _listening(hidden if test.hidden else public):
                for draw in DRAWS:
                    verdict = run_test(test, session, bank.reference, draw)
                    assert verdict.outcome == "passed", verdict.message  # or it was not asked all
    return {name: hidden[name] - public[name] for name in public}


def cut(path: Path, secret: Asked) -> bytes:
    """Return a recording without what is secret."""
    tape, cassette = Tape(path), json.loads(path.read_bytes())
    kept = []
    for exchange in cassette["interactions"]:
        request, response = exchange["request"], exchange["response"]
        body, endpoint = body_of(request["body"]), endpoint_of(request["method"], urlsplit(request["uri"]).path)
        if endpoint == EMBEDDINGS:
            if _cut_texts(body, request, response, secret):
                kept.append(exchange)
        elif tape.meaning(endpoint, body).documents not in secret:
            kept.append(exchange)
    about = cassette["metadata"]
    for question in about["questions"]:
        if question["kind"] in ("complete", "incomplete"):
            question["texts"] = [text for text in question["texts"] if (text,) not in secret]
    about["questions"] = [q for q in about["questions"] if q["texts"] and _squeezed(q["texts"]) not in secret]
    return json.dumps({**cassette, "interactions": kept}, indent=4).encode() + b"\n"


def _squeezed(texts: list[str]) -> tuple[str, ...]:
    return tuple(" ".join(text.split()) for text in texts)


def _cut_texts(body: dict[str, Any], request: dict[str, Any], response: dict[str, Any], secret: Asked) -> bool:
    """Leave out of a request for embeddings what is secret; return whether anything is left."""
    answer = json.loads(response["body"]["string"])
    places = [place for place, text in enumerate(body["input"]) if (text,) not in secret]
    new = {place: index for index, place in enumerate(places)}
    answer["data"] = [{**item, "index": new[item["index"]]} for item in answer["data"] if item["index"] in new]
    request["body"] = json.dumps({**body, "input": [body["input"][place] for place in places]})
    response["body"]["string"] = json.dumps(answer)
    return bool(places)


@contextlib.contextmanager
def _listening(asked: dict[str, Asked]) -> Iterator[None]:
    """Note what recordings are asked for."""
    answer = Recorded.exchange

    def exchange(self: Recorded, request: dict[str, Any]) -> dict[str, Any]:
        endpoint, body = endpoint_of(request["method"], request["path"]), body_of(request["body"])
        if endpoint == EMBEDDINGS:
            texts = body["input"]
            asked[self.name].update((text,) for text in ([texts] if isinstance(texts, str) else texts))
        else:
            asked[self.name].add(self.meaning(endpoint, body).documents)
        return answer(self, request)

    Recorded.exchange = exchange  # type: ignore[method-assign]
    try:
        yield
    finally:
        Recorded.exchange = answer  # type: ignore[method-assign]
