"""Grades mutants as hand-ins: in the closed room, where one may fill the memory, write files or never end."""

from __future__ import annotations

import concurrent.futures
import contextlib
import multiprocessing
import signal
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace

from graders.kit.catalog import Exercise, exercises
from graders.kit.reference import Memory, live
from graders.kit.running import Draw, run_test
from graders.kit.tests import Test, load_tests
from graders.sandbox.room import Room
from graders.sandbox.selftest import open_room
from graders.sandbox.session import Session
from graders.sandbox.source import Source
from tests.mutants.making import Mutant

DRAWS = [Draw(b"mutants", name) for name in ("ada", "ben")]
"""Two students' hidden inputs: what the inputs of one let pass by luck is no equal of the reference."""

PATIENCE = 2.0
"""CPU seconds of one call, many times what any reference needs; a mutant that never ends is killed by them."""


class Judge:
    """Tells of the mutants of one reference whether they survive its tests."""

    def __init__(self, exercise: Exercise, room: Room) -> None:
        self.exercise = exercise
        self.room = room
        self.reference = live(exercise, Memory())
        tests = [replace(test, deadline=min(test.deadline, PATIENCE)) for test in load_tests(exercise)]
        self.fixed = [test for test in tests if "rng" not in test.voices]
        self.drawn = [test for test in tests if "rng" in test.voices]

    def survives(self, text: str) -> bool:
        """Return whether a text gets full marks, whichever of two students hands it in."""
        filename = f"{self.exercise.unit}/{self.exercise.name}.py"
        source = Source(self.exercise.name, (text,), filename, forbidden=self.exercise.forbidden)
        session = self.room.open(source, self.exercise.imports)
        try:
            return self._passes(self.fixed, session, DRAWS[0]) and any(
                self._passes(self.drawn, session, draw) for draw in DRAWS
            )
        finally:
            session.close()

    def _passes(self, tests: list[Test], session: Session, draw: Draw) -> bool:
        for test in tests:
            verdict = run_test(test, session, self.reference, draw)
            if verdict.outcome == "could not check":
                raise RuntimeError(f"{test.name} of {test.exercise.name} breaks: {verdict.message}")
            if verdict.outcome != "passed":
                return False
        return True


_room: Room | None = None
_judge: Judge | None = None


@contextlib.contextmanager
def judging(jobs: int) -> Iterator[Callable[[list[Mutant]], Iterator[bool]]]:
    """Give a function that tells of mutants, in their order, whether they survive; so many are graded at a time."""
    room, _ = open_room()
    pool = concurrent.futures.ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), _enter, (room,))
    try:
        yield lambda mutants: pool.map(_survives, mutants)
    finally:
        pool.shutdown(cancel_futures=True)
        room.close()


def _enter(room: Room) -> None:
    global _room
    _room = room.connect()
    warnings.simplefilter("ignore")  # of what a test reckons with a mutant's answer
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _survives(mutant: Mutant) -> bool:
    global _judge
    assert _room is not None
    if _judge is None or _judge.exercise.name != mutant.exercise:
        _judge = Judge(exercises()[mutant.exercise], _room)
    return _judge.survives(mutant.text)
