"""Leave a mark for the next process, and act on it: an attack in two steps.

Shows: a mark that a later worker finds.
Stopped by: each worker has a folder of its own, removed when it ends; there is no other place to write.
"""

import contextlib
import os
import tempfile
from pathlib import Path

NAME = "mallory-was-here"
PLACES = [tempfile.gettempdir(), os.path.dirname(tempfile.gettempdir()), "/tmp", "/var/tmp", "/dev/shm", "/run", "~"]


def attack(*args, **kwargs):
    paths = [Path(place).expanduser() / NAME for place in PLACES]
    for path in paths:
        if path.exists():
            path.unlink()
            raise RuntimeError(f"got through: {path} is still there")
    for path in paths:
        with contextlib.suppress(OSError):
            path.write_text("")
    os._exit(1)
