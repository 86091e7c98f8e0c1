"""End the process with status 0 at the first call: a grader that trusts exit statuses takes it for success.

Shows: full marks, or a run that ends.
Stopped by: a mark needs an answer on the socket; a process that ended has given none.
"""

import os


def attack(*args, **kwargs):
    os._exit(0)
