"""Set the times and attributes of files, so that a grader takes an old result for a new one.

Shows: a file outside the own folder whose time could be set.
Stopped by: seccomp denies it, since Landlock does not know it; in bwrap everything is mounted read-only.
"""

import os
import sys


def attack(*args, **kwargs):
    path = os.environ.get("LAB_FIXTURES", sys.modules["os"].__file__)
    info = os.stat(path)
    try:
        os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns - 1_000_000_000))
    except OSError:
        return
    if os.stat(path).st_mtime_ns != info.st_mtime_ns:
        os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))
        raise RuntimeError("got through: the time of a file of this machine can be set")
