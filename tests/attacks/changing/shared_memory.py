"""Leave a mark in shared memory, of every kind there is.

Shows: shared memory that could be made.
Stopped by: seccomp denies System V and message queues; Landlock denies /dev/shm.
"""

import contextlib
import ctypes
from multiprocessing import shared_memory

libc = ctypes.CDLL(None, use_errno=True)


def attack(*args, **kwargs):
    if (
        libc.shmget(0x5B1F, 4096, 0o1666) >= 0
        or libc.msgget(0x5B1F, 0o1666) >= 0
        or libc.semget(0x5B1F, 1, 0o1666) >= 0
    ):
        raise RuntimeError("got through: System V shared memory")
    if libc.syscall(240, b"mallory", 0o102, 0o666, None) >= 0:
        raise RuntimeError("got through: a message queue")
    with contextlib.suppress(OSError):
        shared_memory.SharedMemory("mallory", create=True, size=4096).unlink()
        raise RuntimeError("got through: shared memory")
