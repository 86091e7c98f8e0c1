"""Return a list whose iteration never ends.

Shows: a run that hangs or fills the memory.
Stopped by: the packer iterates as a list does; the worker packs, not the grader.
"""

import itertools


class Endless(list):
    def __iter__(self):
        return itertools.count()

    def __len__(self):
        return 3


def attack(*args, **kwargs):
    return Endless([1, 2, 3])
