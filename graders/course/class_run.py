"""Grades a class: hands the hand-ins to grading processes and writes the record as each ends."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import importlib
import json
import multiprocessing.connection
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graders.kit.catalog import ROOT, STUDENTS_COPY, Exercise, exercises, units
from graders.kit.grading import Grader
from graders.kit.running import Draw
from graders.sandbox import tiers
from graders.sandbox.room import Room
from graders.sandbox.selftest import open_room

from . import intake, record
from .errors import UsageError
from .job import Job, Stamp, handed_in, unchecked
from .record import OutputError, Record

OPEN_KEY = b"open"
GRADED_BY = ("graders", "reference", "fixtures")
ATTEMPTS = 2
LOST = "The grading process ended twice while it graded this hand-in; it costs no marks, and needs a look."


@dataclass(frozen=True)
class Options:
    """What a class is graded with."""

    submissions: Path
    out: Path
    jobs: int
    only: tuple[str, ...] = ()
    isolation: str | None = None
    key: Path | None = None


def select(only: tuple[str, ...]) -> list[Exercise]:
    """Return the named exercises in course order, all of them where none is named."""
    known = exercises()
    for name in only:
        if name not in known:
            from graders.sandbox.runtime import close_call

            near = close_call(list(known), name)
            raise UsageError(f"there is no exercise {name!r}" + (f"; is {near!r} meant?" if near else "."))
    return [e for e in known.values() if not only or e.name in only]


def grader_hash() -> str:
    """Return a hash of everything that decides a mark: graders, references, fixtures."""
    digest = hashlib.sha256()
    for folder in GRADED_BY:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and "sample_class" not in str(path):
                digest.update(f"{path.relative_to(ROOT)}\0{path.stat().st_size}\0".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def read_key(path: Path | None) -> tuple[str, bytes]:
    """Return the id and the content of the course key; without one, hidden inputs are drawn from an open key."""
    if path is None:
        return "open", OPEN_KEY
    try:
        key = path.read_bytes().strip()
    except OSError as error:
        raise UsageError(f"--key: {path} cannot be read: {error.strerror}.") from error
    if len(key) < 16:
        raise UsageError(f"--key: {path} holds {len(key)} characters, at least 16 are expected.")
    return hashlib.sha256(b"id" + key).hexdigest()[:12], key


class ClassRun:
    """One run over a class; continues where an earlier one in the same folder was stopped."""

    def __init__(self, options: Options, say: Callable[[str], None]) -> None:
        self.options = options
        self.say = say
        self.exercises = select(options.only)
        self.entries = {intake.student_name(e): e for e in intake.list_hand_ins(options.submissions)}
        if self.entries.keys() <= units().keys():
            raise UsageError(f"{options.submissions} is one hand-in; the folder that holds all of them is expected.")
        self.results = options.out / "results.jsonl"
        self.key_id, self.key = read_key(options.key)
        self.grader_id = grader_hash()
        self.done = self._open_folder()

    def _open_folder(self) -> dict[str, Record]:
        """Claim the output folder for this run and return what was graded in it already."""
        run = {
            "submissions": str(self.options.submissions.resolve()),
            "grader": self.grader_id,
            "key": self.key_id,
            "exercises": [e.name for e in self.exercises],
        }
        state = self.options.out / "run.json"
        try:
            self.options.out.mkdir(parents=True, exist_ok=True)
            if state.exists():
                earlier = json.loads(state.read_text(encoding="utf-8"))
                for name, value in run.items():
                    if not isinstance(earlier, dict) or earlier.get(name) != value:
                        raise UsageError(
                            f"--out: {self.options.out} holds a run with another {_WORDS[name]}; choose another folder."
                        )
            elif self.results.exists():
                raise UsageError(f"--out: {self.options.out} holds results of an unknown run; choose another folder.")
            else:
                record.write_whole(state, json.dumps(run, indent=1).encode())
        except ValueError:
            raise UsageError(f"--out: {state} is damaged; choose another folder.") from None
        except OSError as error:
            raise OutputError(f"--out: {self.options.out} cannot be written: {error.strerror}.") from error
        return {r.submission: r for r in record.read(self.results)} if self.results.exists() else {}

    def grade(self, progress: Callable[[str, Record | None], None]) -> list[Record]:
        """Grade what is not graded yet; return the record in order of submission."""
        room, passed_by = self._room()
        self.say(f"isolation: {room.tier}" + (f" (not {'; not '.join(passed_by)})" if passed_by else ""))
        if tiers.NOT_PROTECTED[room.tier]:
            self.say(f"warning: {tiers.NOT_PROTECTED[room.tier]}.")
        if self.key_id == "open":
            self.say("no --key FILE: hidden inputs are drawn from an open key.")
        try:
            wanted = handed_in({path: self._known(name) for name, path in self.entries.items()}, self.exercises)
            for imports in dict.fromkeys(e.imports for e in wanted):
                room.warm(imports)
            stamp = Stamp(self.grader_id, room.tier, self.key_id, self.key, self.options.out / "printed")
            self._work(room, self._loaded(room, wanted), stamp, progress)
        finally:
            room.close()
        record.finish(self.results, list(self.entries))
        return record.read(self.results)

    def _room(self) -> tuple[Room, list[str]]:
        try:
            return open_room(self.options.isolation)
        except tiers.TierMissing as error:
            raise UsageError(f"{error}.") from error

    def _loaded(self, room: Room, wanted: list[Exercise]) -> Grader:
        """Return a grader that has graded the references that are wanted: all is imported, fixed answers are known."""
        try:
            grader = Grader(self.exercises, lambda source, exercise: room.open(source, exercise.imports))
        except Exception as error:
            raise UsageError(f"the graders cannot be loaded: {type(error).__name__}: {error}.") from error
        os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
        for name in sorted({name for e in wanted for name in e.imports}):
            with contextlib.suppress(Exception):
                importlib.import_module(name)  # while the room does the same
        for exercise in () if STUDENTS_COPY else wanted:
            if why := grader.try_out(exercise, Draw(self.key, "reference")):
                self.say(f"warning: the reference of {exercise.name} does not pass its own tests here: {why}")
        gc.collect()
        gc.freeze()  # the grading processes share what is loaded by now, as long as no collection walks through it
        return grader

    def _work(self, room: Room, grader: Grader, stamp: Stamp, progress: Callable[[str, Record | None], None]) -> None:
        todo = list(self.entries)
        cores = cores_of_jobs(max(1, min(self.options.jobs, len(todo))))
        jobs = [Job(grader, room, stamp, core) for core in cores]
        lost: Counter[str] = Counter()
        try:
            while todo or any(job.entry for job in jobs):
                for job in jobs:
                    if todo and job.entry is None:
                        name = todo.pop(0)
                        job.give(self.entries[name], self._known(name))
                waiting = {job.pipe: job for job in jobs if job.entry is not None}
                for pipe in multiprocessing.connection.wait(list(waiting)):
                    job = waiting[pipe]  # type: ignore[index]
                    assert job.entry is not None
                    name = intake.student_name(job.entry)
                    try:
                        graded = job.take()
                    except (EOFError, OSError):
                        job.stop()
                        jobs[jobs.index(job)] = Job(grader, room, stamp, job.core)
                        lost[name] += 1
                        if lost[name] < ATTEMPTS:
                            todo.append(name)
                            continue
                        graded = unchecked(name, self.exercises, grader.tests, stamp, LOST)
                    if graded is not None:
                        record.append(self.results, graded)
                    progress(name, graded)
        finally:
            for job in jobs:
                job.stop()

    def _known(self, name: str) -> str | None:
        """Return the digest of what was graded under this name, unless it has to be graded again."""
        earlier = self.done.get(name)
        if earlier is None or any(e.outcome == "could not check" for e in earlier.exercises):
            return None
        return earlier.hand_in


_WORDS = {
    "submissions": "folder of submissions",
    "grader": "version of the graders",
    "key": "course key",
    "exercises": "choice of exercises",
}


def cores_of_jobs(number: int) -> list[int | None]:
    """Return the core each grading process keeps to, with its workers: where all are taken, moving gains nothing.

    With fewer processes than cores it is None: the kernel may find them better places.
    """
    cores = sorted(os.sched_getaffinity(0))
    return [cores[i % len(cores)] if number >= len(cores) else None for i in range(number)]


def default_jobs() -> int:
    """Return how many hand-ins are graded at a time: one per core this process may use."""
    return len(os.sched_getaffinity(0))
