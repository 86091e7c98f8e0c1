"""What is done to a run: kills, a full disk, a read-only one. When and to whom is drawn from a seed."""

from __future__ import annotations

import contextlib
import os
import random
import resource
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .processes import tree

ENDING = ("runner", "full disk", "read-only disk")
"""After these the run ends, and the same command goes on."""
RATES = {"runner": 400, "job": 160, "zygote": 250, "worker": 80}
"""One such kill in so many hand-ins."""
PATIENCE = 3.0
WRITABLE = 4 << 30


@dataclass(frozen=True)
class Fault:
    """One thing that happens when so many hand-ins were graded, and some moments later."""

    at: int
    kind: str
    delay: float


def schedule(number: int, seed: int) -> list[Fault]:
    """Return the faults of a run over so many hand-ins, in order."""
    draw = random.Random(f"faults {seed}")
    kinds = [kind for kind, rate in RATES.items() for _ in range(max(1, round(number / rate)))]
    kinds += ["full disk", "read-only disk"]
    faults = [Fault(draw.randrange(1, max(2, number - 5)), kind, draw.uniform(0, 0.3)) for kind in kinds]
    return sorted(faults, key=lambda fault: (fault.at, fault.kind))


def kill(kind: str, runner: int, draw: random.Random) -> bool:
    """Kill one process of a kind; tell whether there was one."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if found := [process.pid for process in tree(runner) if process.kind == kind]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(draw.choice(found), signal.SIGKILL)
                return True
        time.sleep(0.001)
    return False


class Disk:
    """The file system a run writes to: one of its own where that may be mounted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.release()
        folder.mkdir(parents=True, exist_ok=True)
        command = ["mount", "-t", "tmpfs", "-o", f"size={WRITABLE}", "lab-soak", str(folder)]
        self.is_mounted = subprocess.run(command, capture_output=True).returncode == 0

    def fill(self, runner: int) -> Callable[[], None]:
        """Leave no room for more; return what makes room again."""
        if not self.is_mounted:  # no file may grow then, which a process takes for the same
            resource.prlimit(runner, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
            return lambda: None
        free = os.statvfs(self.folder)
        used = (free.f_blocks - free.f_bfree) * free.f_frsize
        self._remount(f"size={used}")
        return lambda: self._remount(f"size={WRITABLE}")

    def protect(self) -> Callable[[], None]:
        """Let nothing be written; return what allows it again."""
        if self.is_mounted:
            self._remount("ro")
            return lambda: self._remount("rw")
        modes = {path: path.stat().st_mode for path in (self.folder / "out", self.folder / "out" / "results.jsonl")}
        for path, mode in modes.items():
            path.chmod(mode & ~0o222)
        return lambda: [path.chmod(mode) for path, mode in modes.items()] and None

    def _remount(self, option: str) -> None:
        for _ in range(1000):  # not while a file is just being written
            done = subprocess.run(["mount", "-o", f"remount,{option}", str(self.folder)], capture_output=True)
            if done.returncode == 0:
                return
            time.sleep(0.01)
        raise RuntimeError(f"cannot remount {self.folder}: {done.stderr.decode(errors='replace')}")

    def release(self) -> None:
        """Give the file system back, with all that is on it."""
        with contextlib.suppress(FileNotFoundError):
            while os.path.ismount(self.folder):
                subprocess.run(["umount", "--lazy", str(self.folder)], check=True)
