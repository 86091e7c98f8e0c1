"""Lift the limits on memory, processes and time.

Shows: a limit that could be lifted.
Stopped by: hard limits cannot be lifted without privileges, which the worker gave up.
"""

import resource


def attack(*args, **kwargs):
    for name in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE):
        before = resource.getrlimit(name)
        try:
            resource.setrlimit(name, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        except (ValueError, OSError):
            continue
        if before[1] != resource.RLIM_INFINITY:
            raise RuntimeError("got through: a limit is lifted")
