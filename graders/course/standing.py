"""`lab progress`: how far a student is, by the public tests."""

from __future__ import annotations

import contextlib
import io
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graders.kit import quiz
from graders.kit.catalog import ROOT, STUDENTS_COPY, Exercise, exercises, units
from graders.kit.grading import Marked
from graders.kit.recorded import bank_of
from graders.kit.reference import Memory, read_source
from graders.kit.running import Draw, run_test
from graders.kit.tests import load_tests
from graders.sandbox.session import DeskSession

from .errors import UsageError

DRAW = Draw(b"desk", "desk")  # public tests draw nothing
WIDTH = 20
LONGEST = 60
"""Seconds for one exercise."""


@dataclass(frozen=True)
class Standing:
    """How far one exercise is: what became of it, and how many of its public tests pass."""

    exercise: Exercise
    outcome: str
    passed: int
    tests: int


def of_unit(unit: str | None) -> list[Exercise]:
    """Return the exercises of a unit, or of all; UsageError if there is no such unit."""
    if unit is not None and unit not in units():
        raise UsageError(f"there is no unit {unit!r}; there are {', '.join(units())}.")
    return [exercise for exercise in exercises().values() if unit in (None, exercise.unit)]


def standing(exercise: Exercise, memory: Memory) -> Standing:
    """Run the public tests of an exercise on the file in exercises/, in this process; what it prints is not shown."""
    tests = load_tests(exercise, hidden=False)
    if not exercise.stub.is_file() or (STUDENTS_COPY and exercise.stub.read_bytes() == exercise.blank.read_bytes()):
        return Standing(exercise, "not started", 0, len(tests))
    session = DeskSession(read_source(exercise.stub, exercise), theirs=True)
    voice = bank_of(exercise, memory).reference
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()), _limit(LONGEST):
            verdicts = [run_test(test, session, voice, DRAW) for test in tests]
    except _TooLongError:
        return Standing(exercise, "timed out", 0, len(tests))
    passed = sum(verdict.outcome == "passed" for verdict in verdicts)
    return Standing(exercise, Marked(exercise, verdicts).outcome, passed, len(tests))


class _TooLongError(BaseException):
    """An exercise takes too long in all: its calls have deadlines, but not what runs when its file is loaded."""


@contextlib.contextmanager
def _limit(seconds: int) -> Iterator[None]:
    def stop(signum: int, frame: object) -> None:
        raise _TooLongError

    previous = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)


def lines(chosen: Sequence[Exercise]) -> Iterator[str]:
    """Yield the table, a line for each exercise as soon as it is known, and a bar for each unit and for all."""
    memory = Memory()
    done: list[Standing] = []
    width = max(len(exercise.name) for exercise in chosen) + 2
    for unit in dict.fromkeys(exercise.unit for exercise in chosen):
        yield units()[unit].title
        mine = []
        for exercise in (e for e in chosen if e.unit == unit):
            now = standing(exercise, memory)
            mine.append(now)
            yield f"  {exercise.name:<{width}}{now.outcome:<16}{now.passed} of {now.tests}"
        yield f"  {'quiz':<{width}}{_quiz(unit)}"
        yield f"  {bar(mine)}\n"
        done += mine
    yield f"All{'':>{width - 1}}{bar(done)}" if len({s.exercise.unit for s in done}) > 1 else ""
    yield "Public tests; hidden tests are graded after hand-in."


def _quiz(unit: str) -> str:
    path = ROOT / "exercises" / unit / "quiz.py"
    try:
        there, asked = quiz.answered(path.read_text(encoding="utf-8", errors="replace"))
    except FileNotFoundError:
        return "is not there"
    except ValueError as error:
        return f"{error}"
    return f"{there} of {asked} answered"


def bar(done: Sequence[Standing]) -> str:
    """Return how much is done as a bar: `[##########..........]  3 of 6 exercises, 15 of 30 tests`."""
    passed, tests = sum(s.passed for s in done), sum(s.tests for s in done)
    filled = WIDTH * passed // tests if tests else 0
    whole = sum(s.outcome == "passed" for s in done)
    return f"[{'#' * filled:.<{WIDTH}}]  {whole} of {len(done)} exercises, {passed} of {tests} tests"
