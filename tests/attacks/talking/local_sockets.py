"""Talk to another process of this machine by a path or an abstract name.

Shows: a socket that could be made.
Stopped by: seccomp denies sockets of every family; Landlock denies abstract names outside the worker.
"""

import socket


def attack(*args, **kwargs):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
        try:
            one = socket.socket(socket.AF_UNIX, kind)
        except OSError:
            continue
        one.bind("\0mallory")
        raise RuntimeError("got through: an abstract name")
