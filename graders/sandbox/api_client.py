"""Real openai and groq clients whose requests leave through a function instead of a socket.

Only the transport below the client is ours, so what a student meets is the library itself: its types, errors
and retries. Where the function leads, to a recording in this process or over the wire to the grader, is not
known here.
"""

from __future__ import annotations

import importlib
import json
import threading
from collections.abc import Callable
from typing import Any, NamedTuple

Exchange = Callable[[dict[str, Any]], dict[str, Any]]
"""Answers {"method", "path", "body"} with {"status", "headers", "body"}; both bodies are text."""


class _Provider(NamedTuple):
    module: str
    client: str
    http: str  # the HTTP library that the client is built on: openai moved from httpx to its successor httpx2
    base_url: str


PROVIDERS = {
    "openai": _Provider("openai", "OpenAI", "httpx2", "https://api.openai.com/v1"),
    "groq": _Provider("groq", "Groq", "httpx", "https://api.groq.com"),
}


def make_client(provider: str, exchange: Exchange, max_retries: int = 2) -> Any:
    """Return an `openai.OpenAI` or a `groq.Groq` whose every request is answered by `exchange`.

    Parameters
    ----------
    provider : str
        "openai" or "groq".
    exchange : callable
        Takes one request, `{"method": str, "path": str, "body": str}`, and returns its answer,
        `{"status": int, "headers": dict of str, "body": str}`. Called by one thread at a time.
    max_retries : int
        How often the client itself asks again after 408, 409, 429 or 5xx. It waits as long as the answer's
        `retry-after-ms` says.

    Raises
    ------
    ValueError
        If the provider is neither of the two.

    Examples
    --------
    >>> def exchange(request):
    ...     body = '{"object": "list", "data": [{"id": "%s"}]}' % request["path"]
    ...     return {"status": 200, "headers": {"content-type": "application/json"}, "body": body}
    >>> make_client("openai", exchange).models.list().data[0].id
    '/v1/models'
    """
    if provider not in PROVIDERS:
        raise ValueError(f"provider must be one of {', '.join(PROVIDERS)}; got {provider!r}")
    module, client, http_name, base_url = PROVIDERS[provider]
    http = importlib.import_module(http_name)
    one_at_a_time = threading.Lock()

    def handle(request: Any) -> Any:
        plain = {"method": request.method, "path": request.url.path, "body": request.content.decode()}
        with one_at_a_time:
            answer = exchange(plain)
        return http.Response(answer["status"], headers=answer["headers"], content=answer["body"].encode())

    # No proxies, key or address are taken from the environment of whoever runs this.
    http_client = http.Client(transport=http.MockTransport(handle), trust_env=False)
    make = getattr(importlib.import_module(module), client)
    return make(api_key="not-a-key", base_url=base_url, max_retries=max_retries, http_client=http_client)


def warm_up(provider: str) -> None:
    """Make a client's first request, so that processes forked from this one need not be slow at it each."""
    messages = [{"role": "system", "content": ""}, {"role": "user", "content": ""}]
    make_client(provider, _say_hello).chat.completions.create(model="", temperature=0, messages=messages)


def _say_hello(request: dict[str, Any]) -> dict[str, Any]:
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "hello"}}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    body = {
        "id": "",
        "object": "chat.completion",
        "created": 0,
        "model": "",
        "choices": [choice],
        "usage": usage,
    }
    return {"status": 200, "headers": {"content-type": "application/json"}, "body": json.dumps(body)}
