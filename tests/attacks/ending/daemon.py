"""Leave a process behind that outlives the grading.

Shows: a process that is left.
Stopped by: seccomp denies new processes, by fork, by spawn and by exec.
"""

import os
import subprocess


def attack(*args, **kwargs):
    for start in (
        lambda: subprocess.Popen(["sleep", "30"], start_new_session=True),
        lambda: os.posix_spawn("/bin/sleep", ["sleep", "30"], {}),
        lambda: os.execv("/bin/sleep", ["sleep", "30"]),
    ):
        try:
            start()
        except OSError:
            continue
        raise RuntimeError("got through: a program was started")
