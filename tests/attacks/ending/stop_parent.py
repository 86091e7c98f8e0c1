"""Stop the parent, so that it never reports and never ends.

Shows: a run that hangs.
Stopped by: seccomp allows signals to the own process only; so does Landlock.
"""

import os
import signal


def attack(*args, **kwargs):
    os.kill(os.getppid(), signal.SIGSTOP)
    raise RuntimeError("got through: a signal was sent to the parent")
