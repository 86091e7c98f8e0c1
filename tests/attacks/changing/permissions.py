"""Change the permissions of files that can be neither read nor written: their owner is enough for that.

Shows: a file outside the own folder whose permissions could be set.
Stopped by: seccomp denies chmod, since Landlock does not know it; in bwrap everything is mounted read-only.
"""

import os
import sys


def attack(*args, **kwargs):
    for path in (os.environ.get("LAB_FIXTURES", "/"), sys.modules["os"].__file__, "/etc/hostname"):
        mode = os.stat(path).st_mode & 0o7777
        try:
            os.chmod(path, mode)
            os.chmod(path, mode ^ 0o002)
        except OSError:
            continue
        if os.stat(path).st_mode & 0o7777 != mode:
            os.chmod(path, mode)
            raise RuntimeError("got through: the permissions of a file of this machine can be set")
