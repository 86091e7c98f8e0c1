"""Read the next question in a thread, before the worker does, and answer it with another's number.

Shows: marks, or a test whose inputs are kept for later.
Stopped by: there is nothing in a question that is worth stealing.
Slow: yes
"""

import os
import threading


def read():
    while True:
        os.read(3, 1 << 16)


def attack(*args, **kwargs):
    threading.Thread(target=read, daemon=True).start()
