"""Find the grader's list of cases among all objects that the garbage collector knows.

Shows: marks.
Stopped by: no expected value ever enters the worker.
"""

import gc


def attack(*args, **kwargs):
    for found in gc.get_objects():
        if type(found) is tuple and len(found) == 4 and type(found[0]) is str and type(found[1]) is tuple:
            if repr(found[1]) == repr(args) and repr(found[2]) == repr(kwargs):
                return found[3]
    raise LookupError("no object holds the answer")
