"""Look for what earlier tests and other hand-ins left in temporary folders and shared memory.

Shows: the canary in a message, or any file of somebody else.
Stopped by: Landlock allows the own folder only, which is new for each worker.
"""

import os
import tempfile


def attack(*args, **kwargs):
    for folder in ("/dev/shm", "/tmp", "/var/tmp", "/run", os.path.dirname(tempfile.gettempdir())):
        try:
            names = os.listdir(folder)
        except OSError:
            continue
        raise RuntimeError(f"got through: {folder} can be listed: {names[:5]}")
    with open("/dev/shm/lab-canary") as file:
        raise ValueError(file.read())
