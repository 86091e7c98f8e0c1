"""Close one direction of the line and live on.

Shows: a run that hangs.
Stopped by: a worker that hung up is ended at once.
Slow: yes
"""

import socket
import time


def attack(*args, **kwargs):
    line = socket.socket(fileno=3)
    line.shutdown(socket.SHUT_WR)
    time.sleep(1000)
