"""Answer the next question before it is asked, with the number of this one.

Shows: marks, or an answer that is taken for another question's.
Stopped by: every question has a number of its own that nobody can guess; what comes before it is refused.
"""

import json
import os
import struct
import sys
import threading
import time


def number():
    here = sys._getframe()
    while here is not None:
        message = here.f_locals.get("message")
        if isinstance(message, dict) and "id" in message:
            return message["id"]
        here = here.f_back
    return ""


def attack(*args, **kwargs):
    message = {"kind": "returned", "value": None, "effects": {}, "id": number(), "sizes": []}
    text = json.dumps(message).encode()
    early = struct.pack("!IQ", len(text), 0) + text
    threading.Thread(target=lambda: (time.sleep(0.001), os.write(3, early * 3))).start()
