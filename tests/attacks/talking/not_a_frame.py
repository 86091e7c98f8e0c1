"""Send bytes that are no frame: not JSON, not an object, sizes that are negative, missing, too many.

Shows: an error in the grader.
Stopped by: the decoder is strict, and its errors are the worker's fault.
"""

import os
import struct

TEXTS = [
    b"",
    b"{",
    b"[]",
    b"null",
    b"\xff\xfe\x00",
    b'{"sizes": [-8, 8]}',
    b'{"sizes": [0.5]}',
    b'{"sizes": [true]}',
    b'{"sizes": {}}',
    b'{"sizes": [1e400]}',
    b'{"sizes": [' + b"9" * 5000 + b"]}",
    b'{"kind": "returned", "sizes": [1]}',
    b"[" * 100_000,
    b'{"a":' * 100_000,
]


def attack(*args, **kwargs):
    TEXTS.append(TEXTS.pop(0))
    os.write(3, struct.pack("!IQ", len(TEXTS[-1]), 0) + TEXTS[-1])
