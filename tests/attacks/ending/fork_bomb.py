"""Fork until the machine has no more processes.

Shows: a process that was made. The attack stops at the twentieth, and none of them forks again: where a
defence fails, the suite must not harm the machine it runs on.
Stopped by: seccomp denies new processes.
"""

import os
import time


def attack(*args, **kwargs):
    for _ in range(20):
        if os.fork() == 0:
            time.sleep(5)
            os._exit(0)
    raise RuntimeError("got through: processes were made")
