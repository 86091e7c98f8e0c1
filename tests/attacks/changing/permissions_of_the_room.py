"""Lock the folder in which every worker's own folder is made.

Shows: the next hand-in, for which no folder can be made.
Stopped by: seccomp denies chmod; a zygote that cannot make a folder is replaced.
"""

import os
import tempfile


def attack(*args, **kwargs):
    room = os.path.dirname(tempfile.gettempdir())
    mode = os.stat(room).st_mode & 0o7777
    os.chmod(room, 0)
    if os.stat(room).st_mode & 0o7777 != mode:
        raise RuntimeError("got through: the room's folder is locked")
