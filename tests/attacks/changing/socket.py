"""Replace the socket's methods and the wire's own functions.

Shows: marks, or an error in the grader.
Stopped by: whatever arrives is decoded strictly.
Slow: yes
"""

import socket
import sys


def attack(*args, **kwargs):
    return True


def silent(*args, **kwargs):
    return None


wire = sys.modules.get("graders.sandbox.wire")
if wire is not None:
    wire.BlockingWire.send = silent
socket.socket.send = socket.socket.sendall = silent
