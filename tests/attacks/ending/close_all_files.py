"""Close every open file, the grader's among them.

Shows: a run that ends or hangs.
Stopped by: the grader's files are in another process; a closed socket is a crash.
"""

import os


def attack(*args, **kwargs):
    os.closerange(0, 256)
