"""Make sockets and open files by queues that a filter of system calls does not see.

Shows: a queue that could be made.
Stopped by: seccomp denies io_uring.
"""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def attack(*args, **kwargs):
    if libc.syscall(425, 8, ctypes.create_string_buffer(120)) >= 0:
        raise RuntimeError("got through: io_uring")
