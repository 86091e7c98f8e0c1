"""Read what must not be read through a link in the own folder.

Shows: a file of this machine that can be read.
Stopped by: Landlock looks at the file a path ends at, not at the path.
"""

import os
from pathlib import Path


def attack(*args, **kwargs):
    for number, target in enumerate(("/etc/passwd", "/etc/hostname", "/proc/1/environ", "/root", "/home")):
        link = Path(f"link{number}")
        try:
            link.unlink(missing_ok=True)
            link.symlink_to(target)
            found = os.listdir(link) if target in ("/root", "/home") else link.read_bytes()
        except OSError:
            continue
        if found:
            raise RuntimeError(f"got through: {target} can be read")
    for target in ("/etc/passwd", "/etc/hostname"):
        try:
            os.link(target, "hard")
        except OSError:
            continue
        raise RuntimeError(f"got through: {target} can be linked")
