"""Have the kernel tell when the grader opens its hidden tests.

Shows: a watch on a file that cannot be read.
Stopped by: seccomp denies inotify and fanotify.
"""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def attack(*args, **kwargs):
    descriptor = libc.inotify_init1(0)
    folder = os.environ.get("LAB_FIXTURES", "/")
    if descriptor >= 0 and libc.inotify_add_watch(descriptor, folder.encode(), 0x20) >= 0:
        raise RuntimeError("got through: a folder is watched")
