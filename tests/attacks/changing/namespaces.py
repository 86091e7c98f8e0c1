"""Enter namespaces of one's own, mount over the system, change its name and its clock.

Shows: a call that is allowed.
Stopped by: seccomp denies unshare, mount and chroot; the worker has no privileges.
"""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def attack(*args, **kwargs):
    calls = {
        "unshare": lambda: libc.unshare(0x10000000),
        "mount": lambda: libc.mount(b"none", b"/tmp", b"tmpfs", 0, None),
        "chroot": lambda: libc.chroot(b"/tmp"),
        "sethostname": lambda: libc.sethostname(b"mallory", 7),
        "setuid": lambda: libc.setresuid(1234, 1234, 1234),
    }
    for name, call in calls.items():
        if call() == 0:
            raise RuntimeError(f"got through: {name}")
