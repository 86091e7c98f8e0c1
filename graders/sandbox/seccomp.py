"""A seccomp filter: no new processes, no sockets, no signals to others, no kernel facilities that reach outside.

Student code may use threads, files it was given, and memory. What is denied fails with EPERM, so that a library which
asks for it carries on without. Source: the Linux manual, seccomp(2) and the kernel's seccomp_filter documentation.
"""

from __future__ import annotations

import ctypes
import errno
import functools
import os
import platform
import struct

_LD, _JEQ, _JGE, _JSET, _RET = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NR, _ARCH, _ARG = 0, 4, 16
CLONE_THREAD = 0x00010000

# Numbers by architecture; -1 where a call does not exist there.
_CALLS: dict[str, tuple[int, int]] = {
    "socket": (41, 198), "connect": (42, 203), "bind": (49, 200), "listen": (50, 201), "accept": (43, 202),
    "accept4": (288, 242), "fork": (57, -1), "vfork": (58, -1), "execve": (59, 221), "execveat": (322, 281),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "tkill": (200, 130), "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240),
    "pidfd_open": (434, 434), "pidfd_getfd": (438, 438), "pidfd_send_signal": (424, 424),
    "process_madvise": (440, 440), "process_mrelease": (448, 448),
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41),
    "chroot": (161, 51), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442),
    "open_by_handle_at": (304, 265), "name_to_handle_at": (303, 264),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219), "bpf": (321, 280),
    "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106), "kexec_load": (246, 104),
    "reboot": (169, 142), "swapon": (167, 224), "swapoff": (168, 225), "acct": (163, 89), "quotactl": (179, 60),
    "settimeofday": (164, 170), "clock_settime": (227, 112), "adjtimex": (159, 171), "clock_adjtime": (305, 266),
    "sethostname": (170, 161), "setdomainname": (171, 162), "iopl": (172, -1), "ioperm": (173, -1),
    "personality": (135, 92), "syslog": (103, 116), "vhangup": (153, 58),
    "shmget": (29, 194), "shmat": (30, 196), "shmctl": (31, 195), "msgget": (68, 186), "msgsnd": (69, 189),
    "msgrcv": (70, 188), "msgctl": (71, 187), "semget": (64, 190), "semop": (65, 193), "semctl": (66, 191),
    "chmod": (90, -1), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452), "chown": (92, -1),
    "fchown": (93, 55), "lchown": (94, -1), "fchownat": (260, 54), "utime": (132, -1), "utimes": (235, -1),
    "futimesat": (261, -1), "utimensat": (280, 88), "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7),
    "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16), "setxattrat": (463, 463),
    "removexattrat": (466, 466), "inotify_init": (253, -1), "inotify_init1": (294, 26), "fanotify_init": (300, 262),
    "truncate": (76, 45), "memfd_create": (319, 279), "memfd_secret": (447, 447),
    "mq_open": (240, 180), "mq_unlink": (241, 181),
    "setpriority": (141, 140), "ioprio_set": (251, 30), "sched_setscheduler": (144, 119), "sched_setparam": (142, 118),
    "sched_setattr": (314, 274), "sched_setaffinity": (203, 122), "migrate_pages": (256, 238), "move_pages": (279, 239),
}  # fmt: skip
_CLONE, _CLONE3, _KILL_CALL, _TGKILL, _PRLIMIT = (56, 220), (435, 435), (62, 129), (234, 131), (302, 261)
_FCNTL, _IOCTL = (72, 25), (16, 29)
_FCNTL_DENIED = (8, 15, 1024, 1026)  # F_SETOWN, F_SETOWN_EX, F_SETLEASE, F_NOTIFY: signals by way of a file
_IOCTL_DENIED = (0x8901, 0x8902, 0x5412, 0x541C)  # FIOSETOWN, SIOCSPGRP, TIOCSTI, TIOCLINUX
_SELF = b"\xef\xbe\xad\xde"  # stands for the process's own id in the program that is made ahead
_ARCHES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}


_libc = ctypes.CDLL(None, use_errno=True)


class _Program(ctypes.Structure):
    _fields_ = [("len", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


def _op(code: int, k: int, jt: int = 0, jf: int = 0) -> bytes:
    return struct.pack("HBBI", code, jt, jf, k & 0xFFFFFFFF)


def _deny(number: int = errno.EPERM) -> bytes:
    return _op(_RET, _ERRNO | number)


@functools.cache
def _template() -> bytes:
    return build(struct.unpack("I", _SELF)[0])


def build(pid: int) -> bytes:
    """Return the filter's program for a process: `pid` may signal itself and nobody else."""
    arch, column = _ARCHES[platform.machine()]
    program = [_op(_LD, _ARCH), _op(_JEQ, arch, 1, 0), _op(_RET, _KILL), _op(_LD, _NR)]
    if column == 0:
        program += [_op(_JGE, 0x40000000, 0, 1), _deny()]  # the x32 numbers would slip past the list
    for numbers in _CALLS.values():
        if numbers[column] >= 0:
            program += [_op(_JEQ, numbers[column], 0, 1), _deny()]
    program += [
        _op(_JEQ, _CLONE3[column], 0, 1),
        _deny(errno.ENOSYS),
    ]  # libc falls back to clone, which is looked into
    program += _unless(_CLONE[column], 0, [_op(_JSET, CLONE_THREAD, 1, 0), _deny()])
    for call in (_KILL_CALL, _TGKILL):
        program += _unless(call[column], 0, [_op(_JEQ, pid, 1, 0), _deny()])
    program += _unless(_PRLIMIT[column], 0, [_op(_JEQ, pid, 2, 0), _op(_JEQ, 0, 1, 0), _deny()])
    for call, denied in ((_FCNTL, _FCNTL_DENIED), (_IOCTL, _IOCTL_DENIED)):
        tests = [op for value in denied for op in (_op(_JEQ, value, 0, 1), _deny())]
        program += _unless(call[column], 1, tests)
    program.append(_op(_RET, _ALLOW))
    return b"".join(program)


def _unless(number: int, argument: int, tests: list[bytes]) -> list[bytes]:
    # For one call: load the argument's low word, run the tests, and allow what falls through.
    body = [_op(_LD, _ARG + 8 * argument), *tests, _op(_RET, _ALLOW)]
    return [_op(_JEQ, number, 0, len(body)), *body]


def prepare() -> None:
    """Make the program ahead of time, for all processes that will be forked from this one."""
    if available():
        _template()


def available() -> bool:
    """Tell whether this machine's architecture is known and its kernel has seccomp filters."""
    return platform.machine() in _ARCHES and os.path.exists("/proc/sys/kernel/seccomp/actions_avail")


def apply() -> None:
    """Put the filter on this process and all threads it will have; it cannot be taken off."""
    code = _template().replace(_SELF, struct.pack("I", os.getpid()))
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    if _libc.prctl(38, 1, 0, 0, 0) or _libc.prctl(22, 2, ctypes.byref(program), 0, 0):
        raise OSError(ctypes.get_errno(), "no seccomp filter could be set")
