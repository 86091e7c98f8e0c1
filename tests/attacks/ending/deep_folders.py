"""Leave folders behind that lie too deep to be removed in the usual way.

Shows: a folder that is left.
Stopped by: the zygote removes what a worker leaves step by step, however deep.
Slow: yes
"""

import os


def attack(*args, **kwargs):
    for _ in range(1200):
        os.mkdir("a" * 200)
        os.chdir("a" * 200)
    os._exit(1)
