"""Send an error that was never raised, with everything in it of another type.

Shows: an error in the grader, marks for refusals.
Stopped by: every part is text of a limited length, or left out.
"""

import json
import os
import struct
import sys

ERRORS = [
    {"type": 1, "bases": "ValueError", "message": None, "lines": 3},
    {"type": "x" * 10_000, "bases": [None, {}, "ValueError"], "message": "\ud800\x1b[31m" * 100, "lines": [[]]},
    {"bases": ["ValueError", "NotImplementedError"], "message": "not started"},
    {"type": "AssertionError", "bases": ["AssertionError", "Exception"], "message": "", "lines": ["x\n" * 100] * 50},
]


def number():
    here = sys._getframe()
    while here is not None:
        message = here.f_locals.get("message")
        if isinstance(message, dict) and "id" in message:
            return message["id"]
        here = here.f_back
    return ""


def attack(*args, **kwargs):
    ERRORS.append(ERRORS.pop(0))
    text = json.dumps({"kind": "raised", **ERRORS[-1], "id": number(), "sizes": []}).encode()
    os.write(3, struct.pack("!IQ", len(text), 0) + text)
