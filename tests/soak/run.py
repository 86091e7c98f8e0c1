"""Runs `lab grade` on a class, watches its memory, and disturbs it where asked to."""

from __future__ import annotations

import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from graders.kit.catalog import ROOT

from .faults import ENDING, Disk, Fault, kill
from .processes import proportional, resident, tree

LINE = re.compile(r"\[(\d+)/(\d+)\] (.*): (as before|.* s)$")
SAMPLES = 400
Say = Callable[[str], None]


@dataclass(frozen=True)
class Sample:
    """The memory of a run in bytes, after so many hand-ins."""

    graded: int
    runner: int
    job: int
    everything: int


@dataclass
class Outcome:
    """What came of a run, all its parts together."""

    seconds: float = 0.0
    graded: int = 0
    parts: int = 0
    happened: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    samples: list[Sample] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def tenths(self, name: str) -> tuple[float, float]:
        """Return the median of a figure over the first tenth of the run, and over the last."""
        values = [getattr(sample, name) for sample in self.samples]
        count = max(1, len(values) // 10)
        return statistics.median(values[:count]), statistics.median(values[-count:])


class Run:
    """One class to be graded with one command, as often as it takes."""

    def __init__(self, submissions: Path, out: Path, number: int, options: list[str], tmp: Path, say: Say) -> None:
        self.command = [sys.executable, "-m", "graders.cli", "grade", str(submissions), "--out", str(out), *options]
        self.number = number
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "LAB_"))}
        self.environment |= {"TMPDIR": str(tmp), "OMP_NUM_THREADS": "1"}
        self.say = say
        self.outcome = Outcome()

    def grade(self, faults: list[Fault], seed: int, disk: Disk | None = None) -> Outcome:
        """Grade the class to its end, through all faults."""
        left, draw = list(faults), random.Random(f"victims {seed}")
        start = time.monotonic()
        while self._part(left, draw, disk):
            pass
        self.outcome.seconds = time.monotonic() - start
        return self.outcome

    def _part(self, left: list[Fault], draw: random.Random, disk: Disk | None) -> bool:
        """Run the command once; tell whether it has to be run again."""
        outcome = self.outcome
        outcome.parts += 1
        undo: Callable[[], None] | None = None
        stopped_by = ""
        said: list[str] = []
        process = subprocess.Popen(
            self.command, cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        assert process.stderr is not None
        for line in process.stderr:
            said.append(line.rstrip())
            match = LINE.match(said[-1])
            if match is None or match[4] == "as before":
                continue
            outcome.graded += 1
            self._look(process.pid, outcome.graded)
            while not stopped_by and left and left[0].at <= outcome.graded:
                fault = left.pop(0)
                time.sleep(fault.delay)
                if fault.kind in ENDING:
                    stopped_by = fault.kind
                if fault.kind == "full disk" and disk is not None:
                    undo = disk.fill(process.pid)
                elif fault.kind == "read-only disk" and disk is not None:
                    undo = disk.protect()
                elif not kill(fault.kind, process.pid, draw):
                    outcome.missed[fault.kind] += 1
                    continue
                outcome.happened[fault.kind] += 1
        status = process.wait()
        if undo is not None:
            undo()
        self._check(stopped_by, status, said)
        return bool(stopped_by) or (status != 0 and outcome.parts < 3)

    def _check(self, stopped_by: str, status: int, said: list[str]) -> None:
        told = "\n".join(said[-20:])
        last = said[-1] if said else ""
        if "Traceback" in "\n".join(said):
            self._fault(f"a traceback of status {status} after {stopped_by or 'nothing'}:\n{told}")
        elif stopped_by == "runner":
            if status != -9:
                self._fault(f"status {status} after the runner was killed:\n{told}")
        elif stopped_by:
            if status != 2 or not re.fullmatch(r"lab grade: [^\n]+: [^\n]+\.", last):
                self._fault(f"status {status} and no clear sentence after a {stopped_by}:\n{told}")
            self.say(f"{stopped_by}: status {status}, {last!r}")
        elif status != 0:
            self._fault(f"status {status}:\n{told}")

    def _fault(self, text: str) -> None:
        self.outcome.faults.append(text)
        self.say(text)

    def _look(self, runner: int, graded: int) -> None:
        if graded % max(1, self.number // SAMPLES) == 0:
            processes = tree(runner)
            jobs = [resident(process.pid) for process in processes if process.kind == "job"]
            everything = sum(proportional(process.pid) for process in processes)
            self.outcome.samples.append(Sample(graded, resident(runner), max(jobs, default=0), everything))
        if graded % max(1, self.number // 20) == 0:
            self.say(f"{graded} of {self.number} graded; {dict(self.outcome.happened) or 'undisturbed'}")
