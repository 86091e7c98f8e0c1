"""Kill every process there is.

Shows: a run that ends.
Stopped by: seccomp allows signals to the own process only.
"""

import os
import signal


def attack(*args, **kwargs):
    os.kill(-1, signal.SIGKILL)
    raise RuntimeError("got through: a signal was sent to everyone")
