"""Use a pair of sockets, which needs no name: bind or connect one end to somebody else.

Shows: an end that could be bound or connected.
Stopped by: seccomp denies bind, connect, listen and accept.
"""

import socket


def attack(*args, **kwargs):
    one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    for action in (lambda: one.bind("\0mallory"), lambda: other.connect("\0mallory"), lambda: one.bind("named")):
        try:
            action()
        except OSError:
            continue
        raise RuntimeError("got through: an end has a name")
    try:
        one.sendto(b"x", "/run/systemd/notify")
    except OSError:
        return
    raise RuntimeError("got through: a message was sent to a name")
