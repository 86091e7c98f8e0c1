"""Fork until the machine has no more processes.

Shows: a machine that stands still.
Stopped by: seccomp denies new processes.
"""

import os


def attack(*args, **kwargs):
    while True:
        os.fork()
