"""Kill the whole process group, in which the grader may be.

Shows: a run that ends.
Stopped by: seccomp denies signals to groups, and the worker leads a session of its own.
"""

import os
import signal


def attack(*args, **kwargs):
    os.killpg(0, signal.SIGKILL)
    raise RuntimeError("got through: a signal was sent to a group")
