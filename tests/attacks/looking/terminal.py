"""Talk to the terminal of whoever grades, and read what they type.

Shows: a terminal that can be opened.
Stopped by: the worker has no terminal, and Landlock denies the devices.
"""

import os


def attack(*args, **kwargs):
    for path in ("/dev/tty", "/dev/console", "/dev/pts/0", "/dev/ptmx"):
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_NOCTTY)
        except OSError:
            continue
        os.close(descriptor)
        raise RuntimeError(f"got through: {path} can be opened")
