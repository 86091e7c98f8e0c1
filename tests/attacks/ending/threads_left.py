"""Leave threads behind that loop, so that later tests are slow or never end.

Shows: a later test, or the next hand-in, that fails.
Stopped by: deadlines count CPU time of the worker alone, and no worker is shared between hand-ins.
Slow: yes
"""

import threading


def loop():
    while True:
        pass


def attack(*args, **kwargs):
    for _ in range(8):
        threading.Thread(target=loop).start()
