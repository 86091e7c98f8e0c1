"""Loop without an end, in Python, with signals and errors ignored.

Shows: a run that hangs.
Stopped by: the supervisor reads the CPU time from outside and ends the worker by a signal nobody can ignore.
Slow: yes
"""

import contextlib
import signal

for number in range(1, 32):
    with contextlib.suppress(OSError, ValueError):
        signal.signal(number, signal.SIG_IGN)


def attack(*args, **kwargs):
    while True:
        with contextlib.suppress(BaseException):
            while True:
                pass
