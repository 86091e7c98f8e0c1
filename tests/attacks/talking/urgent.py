"""Send bytes out of band, which a reader may see as data without data.

Shows: a run that hangs, a grader that turns in circles.
Stopped by: every wait has a deadline.
Slow: yes
"""

import os
import socket
import time


def attack(*args, **kwargs):
    line = socket.socket(fileno=os.dup(3))
    line.send(b"x", socket.MSG_OOB)
    time.sleep(1000)
