"""The peers: how each is made to grade the class, and where its marks are found."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as ET
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from graders.kit.catalog import ROOT, Exercise
from graders.kit.tests import load_tests

Marks = dict[str, dict[str, float]]
PYTHON = sys.executable
GRADES = """
    select submitted_assignment.student_id, base_cell.name, grade.auto_score
    from grade join base_cell on base_cell.id = grade.cell_id
    join submitted_notebook on submitted_notebook.id = grade.notebook_id
    join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
"""


class Failed(Exception):
    """A peer did not do its work; carries the end of what it printed."""


@dataclass(frozen=True)
class Spent:
    """What some commands took, one after the other."""

    wall: float
    peak_mb: float


class Watcher(threading.Thread):
    """Looks twice a second for the largest process of a family; a killed grandchild is in no one's usage."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root = root
        self.largest_mb = 0.0
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.wait(0.5):
            parents = {}
            for entry in filter(str.isdigit, os.listdir("/proc")):
                with contextlib.suppress(OSError):
                    fields = Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()
                    parents[int(entry)] = int(fields[1]), int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 2**20
            family, grown = {self.root}, 0
            while len(family) > grown:
                grown = len(family)
                family |= {pid for pid, (parent, _) in parents.items() if parent in family}
            self.largest_mb = max([self.largest_mb, *(parents[pid][1] for pid in family & parents.keys())])


class Place:
    """The class in a folder, as files and as an nbgrader course."""

    def __init__(self, folder: Path, exercises: list[Exercise]) -> None:
        self.folder = folder
        self.exercises = exercises
        self.names = ",".join(e.name for e in exercises)
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")},
            "PYTHONPATH": str(ROOT),
            "PATH": f"{Path(PYTHON).parent}:{os.environ['PATH']}",  # nbgrader looks for alembic there
            **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
            **{f"JUPYTER_{kind}_DIR": str(folder / "jupyter" / kind) for kind in ("CONFIG", "DATA", "RUNTIME")},
            "IPYTHONDIR": str(folder / "jupyter" / "ipython"),
        }

    def run(self, *command: str, cwd: Path = ROOT, good: tuple[int, ...] = (0,)) -> Spent:
        """Run a command to its end; the peak is that of its largest process, its children's included."""
        log = self.folder / "log"
        start = time.monotonic()
        with open(log, "wb") as out:
            process = subprocess.Popen(
                command, cwd=cwd, env=self.environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out
            )
            watcher = Watcher(process.pid)
            watcher.start()
            _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        watcher.ended.set()
        watcher.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in good:
            tail = log.read_text(encoding="utf-8", errors="replace")[-3000:]
            raise Failed(f"{' '.join(command)}\nended with status {process.returncode}:\n{tail}")
        return Spent(wall, max(usage.ru_maxrss / 1024, watcher.largest_mb))


@dataclass
class Peer:
    """A grader among others: `grade` grades the hand-ins from cold, `marks` reads what it found."""

    place: Place
    hand_ins: Path
    out: Path

    slow = False
    lacks = ""

    def prepare(self) -> None:
        """Do what is not timed."""

    def grade(self) -> Spent:
        raise NotImplementedError

    def marks(self) -> Marks:
        return json.loads(self.out.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


class Lab(Peer):
    lacks = "nothing; each exercise in a closed process of its own, misconceptions looked for, reports written"

    def grade(self) -> Spent:
        command = (PYTHON, "-m", "graders.cli", "grade", str(self.hand_ins), "--out", str(self.out))
        return self.place.run(*command, "--only", self.place.names)

    def marks(self) -> Marks:
        lines = (self.out / "results.jsonl").read_text(encoding="utf-8").splitlines()
        return {r["submission"]: {e["name"]: e["points"] for e in r["exercises"]} for r in map(json.loads, lines)}


class Nbgrader(Peer):
    slow = True
    lacks = "no isolation: student code runs in the process of the tests and can read and change them"

    def prepare(self) -> None:
        course = self.place.folder / f"course-{self.hand_ins.name}"
        if not course.exists():
            command = (PYTHON, "-m", "tests.bench.notebooks", str(self.hand_ins), str(course))
            self.place.run(*command, self.place.names)
        shutil.copytree(course, self.out)

    def grade(self) -> Spent:
        return self.place.run(PYTHON, "-m", "nbgrader", "autograde", "ps1", cwd=self.out)

    def marks(self) -> Marks:
        marks: Marks = defaultdict(lambda: {e.name: 0.0 for e in self.place.exercises})
        connection = sqlite3.connect(self.out / "gradebook.db")
        for student, cell, score in connection.execute(GRADES):
            marks[student][cell.partition("-")[0]] += score or 0.0
        connection.close()
        return dict(marks)


class Pytest(Peer):
    slow = True
    lacks = "no isolation, a fresh process for each hand-in only"

    def grade(self) -> Spent:
        files = [str(path) for e in self.place.exercises for path in (e.public_tests, e.hidden_tests)]
        options = "-q -o addopts= -p tests.bench.pytest_peer -p no:cacheprovider --import-mode=importlib".split()
        self.out.mkdir()
        each = []
        for hand_in in sorted(self.hand_ins.iterdir()):
            report = f"--junitxml={self.out / hand_in.name}.xml"
            command = (PYTHON, "-m", "pytest", *options, report, f"--hand-in={hand_in}", *files)
            each.append(self.place.run(*command, good=(0, 1)))
        return Spent(sum(s.wall for s in each), max(s.peak_mb for s in each))

    def marks(self) -> Marks:
        points = {
            (f"test_{e.name}{'_hidden' if t.hidden else ''}", t.function.__name__): (e.name, t.points)
            for e in self.place.exercises
            for t in load_tests(e)
        }
        marks = {}
        for report in sorted(self.out.glob("*.xml")):
            marks[report.stem] = {e.name: 0.0 for e in self.place.exercises}
            for case in ET.parse(report).iter("testcase"):
                name, value = points[case.attrib["classname"].rpartition(".")[2], case.attrib["name"]]
                marks[report.stem][name] += value if len(case) == 0 else 0.0
        return marks


class Fork(Peer):
    lacks = "no isolation, no deadline: a loop without an end stops the class"
    at_a_time = 1

    def grade(self) -> Spent:
        options = (str(self.hand_ins), str(self.out), self.place.names, str(self.at_a_time))
        return self.place.run(PYTHON, "-m", "tests.bench.forking", *options)


class Fork2(Fork):
    at_a_time = 2


PEERS: dict[str, type[Peer]] = {
    "lab": Lab,
    "fork-2": Fork2,
    "fork": Fork,
    "pytest": Pytest,
    "nbgrader": Nbgrader,
}


def fresh(place: Place, name: str, hand_ins: Path) -> Peer:
    """Return a peer that has not graded anything yet, in an empty folder."""
    out = place.folder / "out" / name
    if out.is_dir():
        shutil.rmtree(out)
    out.unlink(missing_ok=True)
    out.parent.mkdir(exist_ok=True)
    peer = PEERS[name](place, hand_ins, out)
    peer.prepare()
    return peer
