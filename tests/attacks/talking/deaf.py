"""Ask without an end and never listen to the answers.

Shows: a run that hangs.
Stopped by: whoever does not take what is sent does nothing, and that time is counted.
Slow: yes
Against: cached_generation_timer
"""

import json
import os
import struct


def attack(*args, **kwargs):
    message = {"kind": "callback", "index": 0, "arguments": [[], {"d": []}], "sizes": []}
    text = json.dumps(message).encode()
    while True:
        os.write(3, (struct.pack("!IQ", len(text), 0) + text) * 100)
