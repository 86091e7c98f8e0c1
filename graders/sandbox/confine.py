"""What a fresh worker does to itself before it sees any student code: limits, then locks it cannot take off."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import shutil
import signal
import struct
import subprocess
import sys
import sysconfig

from . import landlock, seccomp

MEMORY = 1 << 30
FILE_SIZE = 64 << 20
OPEN_FILES = 256
CPU_SECONDS = 600
CAPSET = {"x86_64": 126, "aarch64": 91}

_libc = ctypes.CDLL(None, use_errno=True)


def readable_paths(extra: list[str]) -> list[str]:
    """Return what any Python program needs to read: interpreter, libraries, a few devices and tables."""
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    here = [sysconfig.get_path(name) for name in names]
    prefixes = [os.path.join(prefix, part) for prefix in {sys.prefix, sys.base_prefix} for part in ("lib", "lib64")]
    system = ["/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/usr/share/zoneinfo"]
    small = ["/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"]
    return [path for path in dict.fromkeys([*here, *prefixes, *system, *small, *extra]) if os.path.exists(path)]


def limit(address_space: int, processes: int | None) -> None:
    """Set this process's resource limits; `address_space` is what it has already, in bytes."""
    hard = {
        resource.RLIMIT_AS: address_space + MEMORY,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_FSIZE: FILE_SIZE,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
    }
    if processes is not None:
        hard[resource.RLIMIT_NPROC] = processes
    for name, value in hard.items():
        with contextlib.suppress(ValueError, OSError):
            current = resource.getrlimit(name)[1]
            value = value if current == resource.RLIM_INFINITY else min(value, current)
            resource.setrlimit(name, (value, value))


def drop_capabilities() -> None:
    """Give up every privilege of root for good."""
    for number in range(64):
        if _libc.prctl(24, number, 0, 0, 0):
            break  # not ours to drop, or beyond the last there is
    _libc.prctl(38, 1, 0, 0, 0)
    header = struct.pack("Ii", 0x20080522, 0)
    call = CAPSET.get(os.uname().machine)
    if call:
        _libc.syscall(call, header, bytes(24))


def die_with_parent() -> None:
    """Let the kernel kill this process when the one that made it ends."""
    _libc.prctl(1, signal.SIGKILL, 0, 0, 0)


def hide() -> None:
    """Keep other processes of the same user from looking into this one."""
    _libc.prctl(4, 0, 0, 0, 0)


def become_subreaper() -> None:
    """Become the parent of whatever orphans come from this process's children."""
    _libc.prctl(36, 1, 0, 0, 0)


def lock(locks: list[str], writable: str, readable: list[str]) -> None:
    """Apply the named locks, `landlock` and `seccomp`, in the order that lets both be set."""
    drop_capabilities()
    if "landlock" in locks:
        landlock.apply(readable, [writable])
    if "seccomp" in locks:
        seccomp.apply()


def clear(folder: str) -> None:
    """Remove a folder, whatever student code left in there."""
    try:
        shutil.rmtree(folder)
    except (OSError, RecursionError):  # locked folders, or deeper ones than Python can follow
        for command in (["chmod", "-R", "u+rwX"], ["rm", "-rf"]):
            with contextlib.suppress(OSError, subprocess.SubprocessError):
                subprocess.run([*command, "--", folder], stderr=subprocess.DEVNULL, timeout=60, check=False)
