"""Take memory that no limit on the address space counts: files in memory.

Shows: a file in memory that could be made and filled.
Stopped by: seccomp denies memfd_create; the room's folder is small, or on disk.
"""

import os


def attack(*args, **kwargs):
    file = os.memfd_create("kept")
    os.write(file, bytes(1 << 20))
    raise RuntimeError("got through: a file in memory")
