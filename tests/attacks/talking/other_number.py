"""Answer with another number than the question's, and of another kind.

Shows: marks, or an error in the grader.
Stopped by: only the answer to this question, of its kind, is taken.
"""

import json
import os
import struct

MESSAGES = [
    {"kind": "returned", "value": True, "effects": {}, "id": "0000000000000000"},
    {"kind": "returned", "value": True, "effects": {}},
    {"kind": "loaded", "functions": [], "id": None},
    {"kind": "load", "id": 1},
    {"kind": ["returned"], "id": {}},
    {"kind": None, "id": float("nan")},
    {"id": [[]]},
    {},
]


def attack(*args, **kwargs):
    MESSAGES.append(MESSAGES.pop(0))
    text = json.dumps({**MESSAGES[-1], "sizes": []}).encode()
    os.write(3, struct.pack("!IQ", len(text), 0) + text)
