"""One grading process: takes hand-ins, gives their records. It is forked from a process that has all loaded."""

from __future__ import annotations

import contextlib
import multiprocessing
import multiprocessing.connection
import os
import signal
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graders.kit import catalog
from graders.kit.catalog import Exercise
from graders.kit.grading import Grader, Marked, is_there
from graders.kit.running import Draw
from graders.kit.tests import Test
from graders.sandbox.confine import die_with_parent
from graders.sandbox.room import Room
from graders.sandbox.source import Source
from graders.sandbox.values import printable

from . import intake, pages
from .record import ExerciseRecord, Record, TestRecord
from .report.text import safe_names


@dataclass(frozen=True)
class Stamp:
    """What every record of a run has in common."""

    grader: str
    isolation: str
    key_id: str
    key: bytes
    printed: Path | None = None


def grade_entry(entry: Path, grader: Grader, stamp: Stamp, known: str | None = None) -> Record | None:
    """Return the record of one hand-in, or None where it is what was graded already."""
    start = time.perf_counter()
    hand_in = read_entry(entry)
    if known is not None and hand_in.digest == known:
        return None
    sources: Mapping[str, Source] = hand_in.files
    if hand_in.problem:
        sources = {e.name: Source(e.name, (), hand_in.student, {}, hand_in.problem) for e in grader.exercises}
    marked = grader.grade(sources, Draw(stamp.key, hand_in.student))
    exercises = [_exercise_record(m) for m in marked]
    units = dict.fromkeys(e.unit for e in grader.exercises)
    if stamp.printed is not None:
        _keep_printed(marked, stamp.printed / next(iter(safe_names([hand_in.student]).values())))
    return Record(
        submission=hand_in.student,
        grader=stamp.grader,
        isolation=stamp.isolation,
        key=stamp.key_id,
        points=sum(e.points for e in exercises),
        max_points=sum(e.max_points for e in exercises),
        seconds=round(time.perf_counter() - start, 3),
        exercises=exercises,
        hand_in=hand_in.digest,
        problem=hand_in.problem,
        notes=[*hand_in.notes, *pages.open_questions(hand_in.lab_notes, units)],
        quizzes=pages.mark_quizzes(hand_in.quizzes, units, stamp.key, hand_in.student),
    )


def read_entry(entry: Path) -> intake.HandIn:
    """Return what a hand-in holds of the course."""
    known_here = catalog.exercises().values()
    functions = {e.name: [function.name for function in e.functions] for e in known_here}
    return intake.read_hand_in(entry, {e.name: e.unit for e in known_here}, functions)


def handed_in(entries: Mapping[Path, str | None], exercises: list[Exercise]) -> list[Exercise]:
    """Return the exercises that somebody handed in and that are to be graded; of hand-ins known by digest none are.

    It reads in a process of its own, and stops as soon as it has seen all of them: what cannot be read there counts as
    all.
    """
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=_look, args=(entries, exercises, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        seen = set(ours.recv())
    except (EOFError, OSError):
        return exercises
    finally:
        ours.close()
        process.kill()  # where waiting for it was broken off
        process.join()
    return [exercise for exercise in exercises if exercise.name in seen]


def _look(
    entries: Mapping[Path, str | None], exercises: list[Exercise], pipe: multiprocessing.connection.Connection
) -> None:
    die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    unseen = {exercise.name: exercise for exercise in exercises}
    with contextlib.suppress(Exception):  # without an answer all are graded, and grading tells what cannot be read
        for entry, known in entries.items():
            if not unseen:
                break
            hand_in = read_entry(entry)
            if hand_in.digest != known:
                for name, source in hand_in.files.items():
                    if name in unseen and is_there(source, unseen[name]):
                        del unseen[name]
        pipe.send([exercise.name for exercise in exercises if exercise.name not in unseen])


def _keep_printed(marked: list[Marked], folder: Path) -> None:
    # Beside the record, not in it: what student code prints may differ from run to run.
    for one in marked:
        if one.printed:
            with contextlib.suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True)
                (folder / f"{one.exercise.name}.txt").write_text(one.printed, encoding="utf-8")


def _exercise_record(marked: Marked) -> ExerciseRecord:
    tests = [
        TestRecord(v.test.name, v.test.hidden, v.outcome, v.points, v.test.points, v.message)  # type: ignore[arg-type]
        for v in marked.verdicts
    ]
    return ExerciseRecord(
        name=marked.exercise.name,
        unit=marked.exercise.unit,
        outcome=marked.outcome,  # type: ignore[arg-type]
        points=marked.points,
        max_points=sum(v.test.points for v in marked.verdicts),
        misconception=marked.misconception,
        tests=tests,
    )


def unchecked(
    student: str, exercises: list[Exercise], tests: Mapping[str, list[Test]], stamp: Stamp, why: str
) -> Record:
    """Return the record of a hand-in that could not be graded through a fault of ours."""
    records = [
        ExerciseRecord(
            e.name,
            e.unit,
            "could not check",
            0.0,
            sum(t.points for t in tests[e.name]),
            None,
            [TestRecord(t.name, t.hidden, "could not check", 0.0, t.points, why) for t in tests[e.name]],
        )
        for e in exercises
    ]
    most = sum(e.max_points for e in records)
    return Record(student, stamp.grader, stamp.isolation, stamp.key_id, 0.0, most, 0.0, records, problem=why)


class Job:
    """A grading process and the pipe to it."""

    def __init__(self, grader: Grader, room: Room, stamp: Stamp, core: int | None = None) -> None:
        threads = len(os.listdir("/proc/self/task"))
        if threads != 1:  # a fork would copy the locks of the others, and hang at the first
            raise RuntimeError(f"grading processes cannot be forked from a process with {threads} threads")
        self.entry: Path | None = None
        self.core = core
        self.pipe, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("fork")
        arguments = (grader, room, stamp, core, theirs, self.pipe)
        self.process = context.Process(target=_serve, args=arguments, daemon=True)
        self.process.start()
        theirs.close()

    def give(self, entry: Path, known: str | None) -> None:
        """Have a hand-in graded; the answer comes through the pipe, and so does word that the process is gone."""
        self.entry = entry
        with contextlib.suppress(OSError):
            self.pipe.send((entry, known))

    def take(self) -> Record | None:
        """Return the answer; EOFError where the process is gone."""
        record: Record | None = self.pipe.recv()
        self.entry = None
        return record

    def stop(self) -> None:
        """End the process; one that is in the middle of a hand-in is not waited for."""
        if self.entry is not None:
            self.process.kill()
        with contextlib.suppress(OSError):
            self.pipe.send(None)  # a closed pipe would not tell it: later processes hold copies of this end
        self.process.join(5)
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _serve(
    grader: Grader,
    room: Room,
    stamp: Stamp,
    core: int | None,
    pipe: multiprocessing.connection.Connection,
    other_end: multiprocessing.connection.Connection,
) -> None:
    die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    other_end.close()
    if core is not None:
        os.sched_setaffinity(0, {core})
    own = room.connect()
    grader.open_session = lambda source, exercise: own.open(source, exercise.imports)  # this process's own copy
    try:
        while True:
            task = pipe.recv()
            if task is None:
                break
            entry, known = task
            try:
                graded = grade_entry(entry, grader, stamp, known)
            except Exception as error:
                why = f"The grader itself failed ({printable(repr(error), 200)}); it costs no marks, and needs a look."
                graded = unchecked(intake.student_name(entry), grader.exercises, grader.tests, stamp, why)
            pipe.send(graded)
    except (EOFError, OSError):
        pass
    finally:
        own.close()
        os._exit(0)
