"""Change installed libraries, so that the next process that imports them runs one's own code.

Shows: a file of a library that can be written.
Stopped by: Landlock allows reading of libraries only; in bwrap they are mounted read-only.
"""

import os
import site
import sys
import sysconfig

import numpy


def attack(*args, **kwargs):
    folders = [sysconfig.get_path("purelib"), os.path.dirname(numpy.__file__), site.getusersitepackages(), *sys.path]
    for folder in folders:
        path = os.path.join(folder, "mallory_attack.pth")
        try:
            with open(path, "w") as file:
                file.write("")
        except OSError:
            continue
        os.unlink(path)
        raise RuntimeError(f"got through: {path} can be written")
    try:
        with open(numpy.__file__, "r+"):
            pass
    except OSError:
        return
    raise RuntimeError("got through: numpy can be written")
