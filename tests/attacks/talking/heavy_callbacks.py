"""Call a callback with a million empty lists each time: cheap to send, dear to take in.

Shows: a run that takes far longer than its deadline.
Stopped by: the time that callbacks take is limited.
Slow: yes
Against: cached_generation_timer
"""

import os
import struct


def attack(generate=None, lengths=(), *args, clock=None, **kwargs):
    text = b'{"kind":"callback","index":0,"arguments":[[[[]' + b",[]" * 345_000 + b']],{"d":[]}],"sizes":[]}'
    frame = struct.pack("!IQ", len(text), 0) + text
    while True:
        data = memoryview(frame)
        while data:
            data = data[os.write(3, data) :]
