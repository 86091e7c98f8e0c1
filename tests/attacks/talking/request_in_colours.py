"""Send a request whose path moves the cursor, is no text, and holds markup: the grader tells it in its message.

Shows: an error in the grader or in its report.
Stopped by: a message is escaped before it is written.
Against: llm_classifier
"""

import contextlib
import sys


def attack(client=None, *args, **kwargs):
    exchange = sys.modules["graders.sandbox.handles"].exchange
    path = "/\x1b[2J\x1b[31m\ud800\udfff\u202e<script>alert(1)</script>\r\n"
    with contextlib.suppress(Exception):
        exchange("openai-chat-0", {"method": "POST", "path": path, "body": "{}"})
