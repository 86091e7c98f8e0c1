"""The `llm` of a test: hands out API clients whose requests are answered from cassettes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graders.sandbox import handles
from graders.sandbox.values import Handle


@dataclass(frozen=True)
class RecordedClient(Handle):
    """A handle of a real API client, and what was asked through it."""

    recorded: Any = None

    @property
    def requests(self) -> list[dict[str, Any]]:
        """The requests made so far, in order: dicts of `endpoint` and `body`."""
        return self.recorded.requests  # type: ignore[no-any-return]


class LLM:
    """Clients of one test; each has its own state, so a 429 comes once per client."""

    def __init__(self) -> None:
        self._clients: dict[str, RecordedClient] = {}

    def client(self, provider: str, cassette: str = "chat") -> RecordedClient:
        """Return a client of `openai` or `groq`, answered from a cassette of fixtures/cassettes."""
        from .llm import Recorded

        name = f"{provider}-{cassette}-{len(self._clients)}"
        self._clients[name] = RecordedClient(
            "client", name, (("provider", provider),), Recorded.load(provider, cassette)
        )
        return self._clients[name]

    def exchange(self, name: str, request: dict[str, Any]) -> dict[str, Any]:
        """Answer one request of the client called `name`."""
        return self._clients[name].recorded.exchange(request)  # type: ignore[no-any-return]

    @property
    def unmatched(self) -> list[str]:
        """What was asked in vain, one sentence each."""
        return [sentence for client in self._clients.values() for sentence in client.recorded.unmatched]


@contextlib.contextmanager
def answering(llm: LLM | None) -> Iterator[None]:
    """Let clients made in this process be answered by `llm` for the time of a test."""
    previous, handles.exchange = handles.exchange, llm.exchange if llm else None
    try:
        yield
    finally:
        handles.exchange = previous
