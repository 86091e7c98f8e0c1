"""Stop the own process, so that it uses no time and never answers.

Shows: a run that hangs.
Stopped by: the grader counts the time in which the worker does nothing.
Slow: yes
"""

import os
import signal


def attack(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGSTOP)
