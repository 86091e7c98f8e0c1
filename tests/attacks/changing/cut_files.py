"""Cut a file that cannot be opened for writing, by its path.

Shows: a file that was cut.
Stopped by: Landlock denies truncation; in bwrap everything is mounted read-only.
"""

import os
import sys


def attack(*args, **kwargs):
    path = sys.modules["os"].__file__
    try:
        os.truncate(path, os.stat(path).st_size)
    except OSError:
        return
    raise RuntimeError("got through: a library can be cut")
