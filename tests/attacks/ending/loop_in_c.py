"""Loop in C, where no Python signal handler and no thread of a grader gets a turn.

Shows: a run that hangs, for all that a timeout in the same process could do.
Stopped by: the deadline is kept by another process.
Slow: yes
"""

import re


def attack(*args, **kwargs):
    return re.match(r"(a+)+$", "a" * 60 + "b")
