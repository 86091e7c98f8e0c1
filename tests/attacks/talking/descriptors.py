"""Send open files along, to fill the grader's table of open files.

Shows: a grader without descriptors.
Stopped by: the grader takes bytes only; the kernel closes what comes besides.
"""

import os
import socket


def attack(*args, **kwargs):
    line = socket.socket(fileno=os.dup(3))
    for _ in range(20):
        socket.send_fds(line, [b" "], [0] * 100)
