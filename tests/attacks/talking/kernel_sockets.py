"""Open the sockets that talk to the kernel, to a host of virtual machines or to devices.

Shows: a socket that could be made.
Stopped by: seccomp denies sockets of every family.
"""

import socket


def attack(*args, **kwargs):
    for family in range(1, 46):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
            try:
                socket.socket(family, kind).close()
            except OSError:
                continue
            raise RuntimeError(f"got through: family {family}")
