"""Print without an end from several threads, so that whoever reads it is never done.

Shows: a grader that reads on beyond the deadline.
Stopped by: output is taken in small portions, between looks at the clock.
Slow: yes
"""

import contextlib
import fcntl
import os
import threading


def shout():
    while True:
        os.write(1, bytes(1 << 20))


def attack(*args, **kwargs):
    with contextlib.suppress(OSError):
        fcntl.fcntl(1, fcntl.F_SETPIPE_SZ, 1 << 20)
    for _ in range(4):
        threading.Thread(target=shout).start()
