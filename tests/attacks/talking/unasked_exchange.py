"""Ask the grader for an answer of a chat model, in an exercise that has none.

Shows: an error in the grader.
Stopped by: there is nobody to answer, so the request is refused.
"""

import json
import os
import struct


def attack(*args, **kwargs):
    request = {"t": ["openai-chat-0", {"d": [["method", "POST"], ["path", "/v1/chat/completions"], ["body", "{}"]]}]}
    text = json.dumps({"kind": "exchange", "arguments": [[request], {"d": []}], "sizes": []}).encode()
    os.write(3, struct.pack("!IQ", len(text), 0) + text)
