"""Outlive the grader: give up the bond that lets the kernel end this process with its parent.

Shows: a process that is left.
Stopped by: the grader ends its workers by their pidfd, and the zygote ends those nobody holds.
Slow: yes
"""

import ctypes
import time


def attack(*args, **kwargs):
    ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
    time.sleep(1000)
