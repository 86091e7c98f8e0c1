"""Landlock: which files a process may read and write, no TCP, no signals or abstract sockets to the outside.

Source: the kernel's userspace API documentation, "Landlock: unprivileged access control".
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_READ = _READ_FILE | _READ_DIR
_ALL_BY_ABI = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
_FILE_ONLY = _EXECUTE | _WRITE_FILE | _READ_FILE | (1 << 14) | (1 << 15)

_libc = ctypes.CDLL(None, use_errno=True)


def abi() -> int:
    """Return the kernel's Landlock version, 0 where there is none."""
    return max(0, int(_libc.syscall(_CREATE, None, 0, 1)))


def apply(readable: Iterable[str], writable: Iterable[str]) -> None:
    """Allow this process to read and to write below these paths, and nothing else; it cannot be taken back."""
    version = abi()
    if not version:
        raise OSError("no Landlock in this kernel")
    everything = _ALL_BY_ABI[min(version, 5)]
    attributes = struct.pack("Q", everything)
    if version >= 4:
        attributes += struct.pack("Q", 3)  # TCP bind and connect
    if version >= 6:
        attributes += struct.pack("Q", 3)  # abstract sockets and signals
    ruleset = _libc.syscall(_CREATE, attributes, len(attributes), 0)
    if ruleset < 0:
        raise OSError(ctypes.get_errno(), "no Landlock ruleset could be made")
    try:
        for path in readable:
            _allow(ruleset, path, _READ | _EXECUTE)  # to load a shared library is to map it as executable
        for path in writable:
            _allow(ruleset, path, everything)
        if _libc.prctl(38, 1, 0, 0, 0) or _libc.syscall(_RESTRICT, ruleset, 0):
            raise OSError(ctypes.get_errno(), "Landlock could not be set")
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, access: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there needs no rule
    try:
        if not os.path.isdir(path):
            access &= _FILE_ONLY
        rule = struct.pack("=Qi", access, fd)
        if _libc.syscall(_ADD_RULE, ruleset, 1, rule, 0):
            raise OSError(ctypes.get_errno(), f"no Landlock rule for {path}")
    finally:
        os.close(fd)
