"""Kill the process that started this one.

Shows: a run that ends, or the next hand-in without a room.
Stopped by: seccomp allows signals to the own process only; so does Landlock.
"""

import os
import signal


def attack(*args, **kwargs):
    os.kill(os.getppid(), signal.SIGKILL)
    raise RuntimeError("got through: a signal was sent to the parent")
