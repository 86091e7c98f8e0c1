"""Kill every process there is.

Shows: that they could be signalled. Signal 0 asks for leave and kills nobody, should a defence fail.
Stopped by: seccomp allows signals to the own process only.
"""

import os


def attack(*args, **kwargs):
    os.kill(-1, 0)
    raise RuntimeError("got through: a signal was sent to everyone")
