"""Kill the own process with a signal that cannot be caught.

Shows: a run that ends.
Stopped by: only the worker dies.
"""

import os
import signal


def attack(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)
