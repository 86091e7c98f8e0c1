"""Stand in the way of all later imports.

Shows: marks, or an error in the grader or in the next hand-in.
Stopped by: the grader's imports are in another process, and no worker is shared between hand-ins.
"""

import importlib.abc
import sys


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        raise SystemExit(0)


sys.meta_path.insert(0, Finder())
for name in list(sys.modules):
    if name.startswith(("numpy.testing", "json", "graders")):
        del sys.modules[name]


def attack(*args, **kwargs):
    import statistics

    return statistics
