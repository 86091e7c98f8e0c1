"""The processes of a run as the kernel shows them: who they are, how much memory they take."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Process:
    """One process: `kind` is `runner`, `job`, `zygote`, `worker` or `other`."""

    pid: int
    kind: str


def adopt_orphans() -> None:
    """Become the parent of whatever a killed run leaves behind, so that it can be found."""
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)


def tree(runner: int) -> list[Process]:
    """Return a runner and all processes below it."""
    parents: dict[int, list[int]] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            parents.setdefault(int(_stat(int(entry))[1]), []).append(int(entry))
    found = [Process(runner, "runner")]
    for process in found:
        for pid in parents.get(process.pid, []):
            found.append(Process(pid, _kind(pid, process.kind)))
    return found


def children() -> list[int]:
    """Return the processes whose parent this one is by now."""
    return [int(e) for e in os.listdir("/proc") if e.isdigit() and int(_stat(int(e))[1]) == os.getpid()]


def reap(seconds: float) -> list[int]:
    """Wait for what was adopted to end; return what does not."""
    for _ in range(max(1, int(seconds / 0.05))):
        with contextlib.suppress(ChildProcessError):
            while os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG):
                pass
        if not children():
            return []
        signal.sigtimedwait([], 0.05)
    return children()


def resident(pid: int) -> int:
    """Return the bytes of memory a process holds, shared ones too; 0 where it is gone."""
    with contextlib.suppress(OSError, IndexError), open(f"/proc/{pid}/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def proportional(pid: int) -> int:
    """Return the bytes of memory of a process, a shared page counted in parts; 0 where it is gone."""
    with contextlib.suppress(OSError, IndexError), open(f"/proc/{pid}/smaps_rollup") as file:
        return next(int(line.split()[1]) << 10 for line in file if line.startswith("Pss:"))
    return 0


def _kind(pid: int, parent: str) -> str:
    with contextlib.suppress(OSError), open(f"/proc/{pid}/cmdline", "rb") as file:
        command = file.read().decode(errors="replace")
        if "graders.sandbox.zygote" not in command:
            return "job" if parent == "runner" and "graders.cli" in command else "other"
        if not command.startswith(sys.executable):
            return "other"  # bubblewrap, around it
        return "worker" if int(_stat(pid)[3]) == pid else "zygote"
    return "other"


def _stat(pid: int) -> list[str]:
    with contextlib.suppress(OSError), open(f"/proc/{pid}/stat") as file:
        return file.read().rpartition(")")[2].split()
    return ["X", "0", "0", "0"]
