"""Recurse in Python beyond any limit.

Shows: a crash of the grader.
Stopped by: only the worker crashes.
"""

import sys

sys.setrecursionlimit(10**9)


def attack(*args, **kwargs):
    return attack(*args, **kwargs)
