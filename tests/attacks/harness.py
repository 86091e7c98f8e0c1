"""Runs an attack in a closed room, or on a naive grader, and looks at everything it may have left."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import pickle
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graders.kit.catalog import Exercise, exercises
from graders.kit.grading import Grader, Marked
from graders.kit.running import Draw
from graders.sandbox import process, room
from graders.sandbox.answer import Returned
from graders.sandbox.room import Room
from graders.sandbox.source import Source

from .suite import CANARY, GOT_THROUGH, HERE, LEAKED, Attack, hand_in, seen_in_public

KEY = Draw(b"a course key of the attack suite", "mallory")
CPU_SECONDS = 0.5
SHORT = {room: {"LOAD_DEADLINE": 1.0}, process: {"MIN_IDLE": 1.0, "MAX_SERVED": 2.0}}
"""The room's own limits, as they are set here so that a slow attack takes seconds and not minutes."""
MEMORY = 400 << 20
HEAVY = {"torch", "transformers"}
HANDLES = "a_real_gpt2_is_timed_by_the_real_clock"
"""The one test of the exercises used here that needs torch, which would make the suite slow."""


class TooLong(BaseException):
    """Grading did not come to an end; no Exception, so that nothing on the way catches it."""


@dataclasses.dataclass
class Run:
    """What came of one hand-in: marks, seconds, and by how much the grader's memory grew at its peak."""

    marked: Marked
    seconds: float
    memory: int


class Closed:
    """A closed room of one tier, and a grader for each exercise."""

    def __init__(self, tier: str) -> None:
        self.room = Room(tier)
        self._graders: dict[tuple[str, bool, bool], Grader] = {}
        self._known: set[str] = set()
        self.honest(causal())
        self._known.update(self._files())

    def grader(self, exercise: Exercise, slow: bool = False, handles: bool = False) -> Grader:
        """Return a grader with short deadlines; for a slow attack, with one public and one hidden test."""
        key = (exercise.name, slow, handles)
        if key not in self._graders:
            imports = exercise.imports if handles else tuple(set(exercise.imports) - HEAVY)
            grader = Grader([exercise], lambda source, e: self.room.open(source, imports))
            tests = grader.tests[exercise.name]
            if not handles:
                tests = [dataclasses.replace(t, deadline=CPU_SECONDS) for t in tests if t.name != HANDLES]
            if slow:
                tests = [next(t for t in tests if t.hidden is hidden) for hidden in (False, True)]
            grader.tests[exercise.name] = tests
            grader.grade_exercise(exercise, grader.reference_source(exercise), KEY)  # imports what it needs
            self._graders[key] = grader
            self._known.update(self._files())  # libraries leave something where they are first imported
        return self._graders[key]

    def grade(self, source: Source, exercise: Exercise, attack: Attack, limit: float = 60.0) -> Run:
        """Return what came of a hand-in; TooLong where grading takes more seconds than the limit."""
        grader = self.grader(exercise, attack.slow, attack.handles)
        _reset_peak()
        before, start = _memory("VmRSS"), time.monotonic()
        with _alarm(limit), _limits(attack.slow):
            marked = grader.grade_exercise(exercise, source, KEY)
        return Run(marked, time.monotonic() - start, _memory("VmHWM") - before)

    def honest(self, exercise: Exercise) -> Marked:
        """Return the marks of the reference, handed in now."""
        grader = self.grader(exercise)
        with _alarm(60):
            return grader.grade_exercise(exercise, grader.reference_source(exercise), KEY)

    def leftovers(self) -> list[str]:
        """Return what is newly left of workers once they had a moment to end: processes and files."""
        left: list[str] = []
        for _ in range(60):
            left = [thing for thing in [*self._workers(), *self._files()] if thing not in self._known]
            if not left:
                break
            time.sleep(0.05)
        self._known.update(left)  # the next attack is not to blame for it
        return left

    def _zygotes(self) -> list[int]:
        assert self.room._started is not None
        inside = _descendants(self.room._started.process.pid)
        return [pid for pid in inside if _command(pid).startswith(sys.executable)]

    def _workers(self) -> list[str]:
        # A worker leads a session of its own, a zygote does not.
        return [f"process {pid}" for pid in self._zygotes() if _session(pid) == pid]

    def _files(self) -> list[str]:
        assert self.room._started is not None
        folder = self.room._started.folder or f"/proc/{self._zygotes()[0]}/root/tmp"
        with contextlib.suppress(OSError):
            return [f"file {name}" for name in os.listdir(folder)]
        return []

    def close(self) -> None:
        self.room.close()


@contextlib.contextmanager
def _limits(short: bool) -> Iterator[None]:
    kept = [
        (module, name, getattr(module, name))
        for module, values in SHORT.items()
        for name in values
        if hasattr(module, name)
    ]
    try:
        for module, name, _ in kept if short else ():
            setattr(module, name, SHORT[module][name])
        yield
    finally:
        for module, name, value in kept:
            setattr(module, name, value)


def _reset_peak() -> None:
    with contextlib.suppress(OSError), open("/proc/self/clear_refs", "w") as file:
        file.write("5")


def _memory(field: str) -> int:
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) << 10 for line in file if line.startswith(field))


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    def stop(signum: int, frame: Any) -> None:
        raise TooLong(f"more than {seconds:g} s")

    previous = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def _stat(pid: int) -> list[str]:
    with contextlib.suppress(OSError), open(f"/proc/{pid}/stat") as file:
        return file.read().rpartition(")")[2].split()
    return ["X", "0", "0", "0"]


def _command(pid: int) -> str:
    with contextlib.suppress(OSError), open(f"/proc/{pid}/cmdline", "rb") as file:
        return file.read().decode(errors="replace")
    return ""


def _parent(pid: int) -> int:
    return int(_stat(pid)[1])


def _session(pid: int) -> int:
    return int(_stat(pid)[3])


def _descendants(root: int) -> list[int]:
    parents = {int(entry): _parent(int(entry)) for entry in os.listdir("/proc") if entry.isdigit()}
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


class Naive:
    """The naive grader, in a process namespace of its own so that an attack harms no one but it."""

    def __init__(self, folder: Path, bwrap: str) -> None:
        self.folder = folder
        self.bwrap = bwrap
        self._process: subprocess.Popen[str] | None = None

    def grade(self, attack: Attack, exercise: Exercise) -> str:
        """Return what the attack gains there: `full marks`, `some marks`, `gets through`, `ends the run`, `nothing`."""
        source = hand_in(attack, exercise)
        job = {"source": source.cells[0], "helpers": source.helpers, "cases": str(self._cases(exercise))}
        process = self._start()
        assert process.stdin
        assert process.stdout
        try:
            process.stdin.write(json.dumps(job) + "\n")
            process.stdin.flush()
            ready, _, _ = select.select([process.stdout], [], [], 3.0)
            line = process.stdout.readline() if ready else ""
        except OSError:
            line = ""
        if not line:
            self.close()
            return "ends the run"
        answer = json.loads(line)
        if answer["status"] == 0:
            return "full marks"
        passed, _, told = answer["report"].partition(" ")
        if passed.isdigit() and int(passed):
            return "some marks"
        if any(word in told for word in (GOT_THROUGH, CANARY, LEAKED)):
            return "gets through"
        return "nothing" if answer["status"] == 1 << 8 else "ends the run"

    def _cases(self, exercise: Exercise) -> Path:
        path = self.folder / f"{exercise.name}.pickle"
        if not path.exists():
            cases = [
                (name, args, kwargs, answer.value)
                for name, args, kwargs, answer in seen_in_public(exercise)
                if isinstance(answer, Returned) and not any(callable(a) for a in [*args, *kwargs.values()])
            ]
            path.write_bytes(pickle.dumps(cases))
        return path

    def _start(self) -> subprocess.Popen[str]:
        if self._process is None:
            # Never without: some attacks signal whatever they reach.
            apart = ["--unshare-all", "--die-with-parent", "--new-session", "--ro-bind", "/", "/"]
            command = [self.bwrap, *apart, "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]
            for folder in (str(self.folder), sys.prefix, str(HERE)):
                command += ["--ro-bind", folder, folder]
            command += [sys.executable, "-u", str(HERE / "naive.py")]
            self._process = subprocess.Popen(
                ["prlimit", f"--as={2 << 30}", "--fsize=104857600", *command],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        return self._process

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def causal() -> Exercise:
    """The exercise whose reference is handed in after each attack, as it is quick to grade."""
    return exercises()["causal_mask_checker"]
