"""Turn a failing exit status into 0 when the process ends.

Shows: full marks by exit status.
Stopped by: no exit status counts, and the worker ends without running what was registered.
"""

import atexit
import os

atexit.register(os._exit, 0)


def attack(*args, **kwargs):
    return None
