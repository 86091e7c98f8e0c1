"""Open a connection to the internet or to a service of this machine.

Shows: a socket that could be made.
Stopped by: seccomp denies sockets of every family; in bwrap there is no network; Landlock denies TCP.
"""

import socket

INTERNET = (socket.AF_INET, socket.AF_INET6)
KINDS = (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW)


def attack(*args, **kwargs):
    for family in INTERNET:
        for kind in KINDS:
            try:
                socket.socket(family, kind).close()
            except OSError:
                continue
            raise RuntimeError(f"got through: {family.name} {kind.name}")
