"""Leave folders behind that even their owner must not enter.

Shows: a folder that is left.
Stopped by: the zygote unlocks what it removes.
"""

import os


def attack(*args, **kwargs):
    os.makedirs("a/b/c")
    open("a/b/c/file", "w").close()
    for folder in ("a/b/c", "a/b", "a", "."):
        os.chmod(folder, 0)
    os._exit(1)
