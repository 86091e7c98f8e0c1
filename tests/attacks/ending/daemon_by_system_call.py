"""Make a process by the system calls that a filter may have forgotten.

Shows: a process that is left.
Stopped by: seccomp looks at the flags of clone, and answers clone3, fork and vfork with an error.
"""

import ctypes
import time

libc = ctypes.CDLL(None, use_errno=True)


def attack(*args, **kwargs):
    for call in ((57,), (56, 17, 0, 0, 0, 0), (435, ctypes.create_string_buffer(88), 88), (0x40000039,)):
        pid = libc.syscall(*call)
        if pid == 0:
            time.sleep(30)
        if pid > 0:
            raise RuntimeError("got through: a process was made")
