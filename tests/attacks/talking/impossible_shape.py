"""Send an array without entries whose shape no array can have.

Shows: an error in the grader.
Stopped by: the sizes of a shape are limited, zeros or not.
"""

import json
import os
import struct
import sys

SHAPES = [[0, 2**39, 2**39], [2**39, 0, 2**39], [0] * 17, [0, 2**62]]


def number():
    here = sys._getframe()
    while here is not None:
        message = here.f_locals.get("message")
        if isinstance(message, dict) and "id" in message:
            return message["id"]
        here = here.f_back
    return ""


def attack(*args, **kwargs):
    SHAPES.append(SHAPES.pop(0))
    value = {"a": ["<f8", SHAPES[-1], 0]}
    message = {"kind": "returned", "value": value, "effects": {}, "id": number(), "sizes": [0]}
    text = json.dumps(message).encode()
    os.write(3, struct.pack("!IQ", len(text), 0) + text)
