"""Send requests to the chat model that no client would send.

Shows: an error in the grader, a client of another test.
Stopped by: what the recordings cannot answer is an error in the worker.
Against: llm_classifier
"""

import contextlib
import sys

REQUESTS = [
    {},
    {"method": 1, "path": 2, "body": 3},
    {"method": "POST", "path": "/v1/chat/completions", "body": []},
    {"method": "POST", "path": "/v1/chat/completions", "body": "[" * 100_000},
    {
        "method": "POST",
        "path": "/v1/chat/completions",
        "body": '{"messages": [1, {"content": {"a": 1}}, {"content": [1]}]}',
    },
    {
        "method": "POST",
        "path": "/v1/chat/completions",
        "body": '{"model": [[]], "temperature": {"a": NaN}, "stream": 1}',
    },
    {"method": "POST", "path": "/v1/embeddings", "body": '{"input": [null, 1e999], "model": {}}'},
    {"method": "GET", "path": "/../../etc/passwd", "body": ""},
    {"method": "GET" * 100_000, "path": "x" * 100_000, "body": ""},
]


def attack(client=None, *args, **kwargs):
    exchange = sys.modules["graders.sandbox.handles"].exchange
    for name in ("openai-chat-0", "openai-chat-1", "nobody", ""):
        for request in REQUESTS:
            with contextlib.suppress(Exception):
                exchange(name, request)
