"""Send one buffer, and a value that holds it as an array many times over.

Shows: a grader out of memory.
Stopped by: a buffer is used once.
"""

import json
import os
import struct
import sys


def number():
    here = sys._getframe()
    while here is not None:
        message = here.f_locals.get("message")
        if isinstance(message, dict) and "id" in message:
            return message["id"]
        here = here.f_back
    return ""


def attack(*args, **kwargs):
    size = 4 << 20
    value = [{"a": ["|u1", [size], 0]}] * 200
    message = {"kind": "returned", "value": value, "effects": {}, "id": number(), "sizes": [size]}
    text = json.dumps(message).encode()
    data = memoryview(struct.pack("!IQ", len(text), size) + text + bytes(size))
    while data:
        data = data[os.write(3, data) :]
