"""Signal the parent by calls that are easily forgotten: sigqueue, pidfd, an owner of a file.

Shows: a signal that was sent.
Stopped by: seccomp denies rt_sigqueueinfo, tkill, pidfd_open and F_SETOWN.
"""

import ctypes
import fcntl
import os

libc = ctypes.CDLL(None, use_errno=True)


def attack(*args, **kwargs):
    parent = os.getppid()
    if libc.sigqueue(parent, 0, None) == 0 or libc.syscall(200, parent, 0) == 0 or libc.syscall(434, parent, 0) >= 0:
        raise RuntimeError("got through: the parent can be signalled")
    read, _ = os.pipe()
    fcntl.fcntl(read, fcntl.F_SETOWN, parent)
    raise RuntimeError("got through: a file is owned by the parent")
