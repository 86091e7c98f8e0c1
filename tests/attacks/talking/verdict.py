"""Send a verdict instead of an answer.

Shows: marks.
Stopped by: a frame carries an answer; verdicts are made by the grader.
"""

import json
import os
import struct
import sys


def frame(message):
    text = json.dumps({**message, "sizes": []}).encode()
    return struct.pack("!IQ", len(text), 0) + text


def number():
    here = sys._getframe()
    while here is not None:
        message = here.f_locals.get("message")
        if isinstance(message, dict) and "id" in message:
            return message["id"]
        here = here.f_back
    return ""


def attack(*args, **kwargs):
    passed = {"outcome": "passed", "points": 10.0, "value": True, "effects": {}}
    os.write(3, frame({"kind": "returned", **passed, "id": number()}))
    os.write(3, frame({"kind": "passed", **passed, "id": number()}))
