"""`lab record`: records answers of chat and embedding APIs, through the real clients, as cassettes.

Without a key the answers are those of the local stand-in, and every cassette says so. With `--live` the
services themselves are asked, in the same format; those recordings go to build/, since the graders rely on
the shipped ones.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.metadata
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from graders.kit.catalog import ROOT
from graders.kit.llm import CASSETTES

from .scenarios import SCENARIOS, Scenario
from .standin import Question, StandIn, serve
from .wordings import ATTEMPTS

MODELS = {"openai": "gpt-4o-mini", "groq": "llama-3.1-8b-instant"}
BATCH = 64
KEYS = {"openai": "OPENAI_API_KEY", "groq": "GROQ_API_KEY"}
KEPT_HEADERS = frozenset({"content-type", "retry-after-ms", "retry-after"})


def record(args: argparse.Namespace) -> int:
    """Record every scenario, with the options of `lab record`.

    Returns 0 when all is recorded, 1 when a service did not answer, 2 when no key is set for `--live`.
    """
    import groq
    import openai

    providers = [args.provider] if args.provider else list(MODELS)
    if args.live:
        missing = [KEYS[provider] for provider in providers if not os.environ.get(KEYS[provider])]
        providers = [provider for provider in providers if KEYS[provider] not in missing]
        if not providers:
            print(f"lab record --live needs a key: set {' or '.join(missing)}", file=sys.stderr)
            return 2
        for key in missing:
            print(f"{key} is not set, so that service is not recorded", file=sys.stderr)
    folder = args.out or (ROOT / "build" / "cassettes" if args.live else CASSETTES)
    for provider in providers:
        for scenario in SCENARIOS:
            if provider == "groq" and scenario.name == "embeddings":
                continue  # Groq has no embeddings
            try:
                path, answers = record_scenario(provider, scenario, folder, live=args.live)
            except (openai.OpenAIError, groq.GroqError) as error:
                print(f"{provider} did not answer ({scenario.name}): {error}", file=sys.stderr)
                return 1
            print(f"{path}: {answers} answers")
    return 0


def record_scenario(provider: str, scenario: Scenario, folder: Path, live: bool = False) -> tuple[Path, int]:
    """Record one scenario and return the cassette's path and its number of answers.

    The same scenario recorded again from the stand-in gives the same bytes.
    """
    questions = scenario.questions(provider)
    vectors = scenario.vectors()
    with contextlib.ExitStack() as stack:
        address = None if live else stack.enter_context(serve(StandIn(questions, vectors)))
        client = stack.enter_context(_client(provider, address))
        tape = stack.enter_context(_tape(provider, folder / f"{provider}-{scenario.name}.json", address))
        _describe(tape, provider, questions, live)
        for question in questions:
            if question.replies:
                _converse(client, MODELS[provider], scenario, question)
        for model, known in vectors.items():
            for batch in _batches(list(known)):
                client.embeddings.create(model=model, input=batch)
        count = len(tape)
    return folder / f"{provider}-{scenario.name}.json", count


def _converse(client: Any, model: str, scenario: Scenario, question: Question) -> None:
    messages = scenario.ask(question)
    for _ in range(ATTEMPTS):
        completion = client.chat.completions.create(model=model, messages=messages, temperature=0)
        reply = completion.choices[0].message.content or ""
        correction = {"role": "user", "content": scenario.correct(question)}
        messages = [*messages, {"role": "assistant", "content": reply}, correction]


def _batches(texts: list[str]) -> list[list[str]]:
    return [texts[i : i + BATCH] for i in range(0, len(texts), BATCH)]


def _client(provider: str, address: str | None) -> Any:
    """Return a client of a stand-in's address, or of the service itself with its key from the environment."""
    import groq
    import openai

    if provider == "openai":
        if address is None:
            return openai.OpenAI()
        local = openai.DefaultHttpxClient(trust_env=False)
        return openai.OpenAI(api_key="stand-in", base_url=f"{address}/v1", http_client=local)
    if address is None:
        return groq.Groq()
    http_client = groq.DefaultHttpxClient(trust_env=False)
    return groq.Groq(api_key="stand-in", base_url=address, http_client=http_client)


@contextlib.contextmanager
def _tape(provider: str, path: Path, address: str | None) -> Iterator[Any]:
    """Record into a cassette that takes its place only when all went well."""
    import vcr

    recorder = vcr.VCR(
        serializer="json",
        record_mode="all",
        decode_compressed_response=True,
        before_record_request=lambda request: _clean_request(request, address),
        before_record_response=_clean_response,
        record_on_exception=False,
    )
    with tempfile.TemporaryDirectory() as scratch:
        new = Path(scratch) / path.name
        with recorder.use_cassette(str(new)) as tape:
            yield tape
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(new.read_bytes())


def _clean_request(request: Any, address: str | None) -> Any:
    # Keys, cookies, organisation and the platform that clients report all travel in headers: none is kept.
    request.headers = {}
    if address:
        request.uri = request.uri.replace(address, "http://stand-in")
    return request


def _clean_response(response: dict[str, Any]) -> dict[str, Any]:
    headers = {name.lower(): values for name, values in response["headers"].items()}
    return {**response, "headers": {name: values for name, values in headers.items() if name in KEPT_HEADERS}}


def _describe(tape: Any, provider: str, questions: Sequence[Question], live: bool) -> None:
    """Keep in the cassette who answered, and what can be asked."""
    versions = {name: importlib.metadata.version(name) for name in (provider, "vcrpy")}
    made_by = f"lab record --live: answers of the {provider} service"
    if not live:
        made_by = "lab record: answers of a local stand-in, made of fixtures/; no service was asked"
    about = [
        {"id": q.id, "kind": q.kind, "texts": list(q.texts), "labels": list(q.labels), "k": q.k}
        | ({"kind": "live"} if live else {})
        for q in questions
    ]
    for key, value in {"made_by": made_by, "versions": versions, "questions": about}.items():
        tape.get_metadata(key, value)
