"""Read the parent's memory by the calls that debuggers use.

Shows: a call that is allowed.
Stopped by: seccomp denies ptrace, process_vm_readv and kcmp.
"""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
ATTACH = 16


def attack(*args, **kwargs):
    parent = os.getppid()
    buffer = ctypes.create_string_buffer(8)
    vector = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 8)
    remote = (ctypes.c_size_t * 2)(id(attack), 8)
    if libc.ptrace(ATTACH, parent, 0, 0) == 0:
        raise RuntimeError("got through: the parent is traced")
    if libc.process_vm_readv(parent, ctypes.byref(vector), 1, ctypes.byref(remote), 1, 0) > 0:
        raise RuntimeError("got through: the parent's memory can be read")
