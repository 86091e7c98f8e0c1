"""Marks what was asked for in the test cells of a notebook, in a room that serves all hand-ins of a process."""

from __future__ import annotations

import atexit
import logging
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from graders.course.class_run import read_key
from graders.course.errors import UsageError
from graders.kit.catalog import Exercise, exercises
from graders.kit.grading import Grader
from graders.kit.running import Draw, Verdict
from graders.sandbox import tiers
from graders.sandbox.selftest import open_room
from graders.sandbox.session import DeskSession

from .hand_in import HandIn

ASK = re.compile(r'^(lab_check|quiz_check)\("(\w+)", "(\w+)"\)$', re.MULTILINE)
UNKNOWN = "This test is none of the version of text-analysis-lab that is installed here; it costs no marks."


class Ask(NamedTuple):
    """What a test cell asks for: a test of an exercise, or a question of a unit's quiz."""

    kind: str
    whose: str
    name: str


class Told(NamedTuple):
    """What became of it; `share` of the cell's points, None where people have to mark it."""

    outcome: str
    share: float | None
    about: str
    message: str


def ask_of(source: str) -> Ask | None:
    """Return what a test cell asks for; None if it is not a cell of ours.

    >>> ask_of('# 1 point\\nlab_check("causal_mask_checker", "gpt2_is_causal")')
    Ask(kind='lab_check', whose='causal_mask_checker', name='gpt2_is_causal')
    """
    found = ASK.findall(source)
    return Ask(*found[0]) if len(found) == 1 else None


def asked_exercises(asks: Iterable[Ask]) -> dict[str, Exercise]:
    """Return the exercises that are asked for, in course order."""
    names = {ask.whose for ask in asks if ask.kind == "lab_check"}
    return {name: exercise for name, exercise in exercises().items() if name in names}


class Marker:
    """Marks hand-ins with a course key, in a room of its own that is closed when the process ends."""

    def __init__(self, key: Path | None, isolation: str, log: logging.Logger) -> None:
        self.log = log
        self._key = read_key(key)[1]
        try:
            self._room, passed_by = open_room(isolation or None)
        except tiers.TierMissing as error:
            raise UsageError(f"{error}.") from error
        atexit.register(self._room.close)
        self.isolation = self._room.tier
        for reason in passed_by:
            log.info("not %s", reason)
        if tiers.NOT_PROTECTED[self.isolation]:
            log.warning("%s.", tiers.NOT_PROTECTED[self.isolation])
        if key is None:
            log.warning("no ClosedRoom.key: hidden inputs are drawn from an open key.")
        self._graders: dict[str, Grader] = {}

    def _grader(self, exercise: Exercise) -> Grader:
        """Return the grader of an exercise, which has graded the reference once."""
        if exercise.name not in self._graders:
            grader = Grader([exercise], lambda source, _: DeskSession(source))
            marked = grader.grade_exercise(exercise, grader.reference_source(exercise), Draw(self._key, "reference"))
            if marked.outcome != "passed":
                self.log.warning("the reference of %s does not pass its own tests here.", exercise.name)
            grader.open_session = lambda source, of: self._room.open(source, of.imports)
            self._graders[exercise.name] = grader
        return self._graders[exercise.name]

    def mark(self, hand_in: HandIn, asks: Iterable[Ask], student: str) -> tuple[dict[Ask, Told], dict[str, str]]:
        """Return what became of what was asked for, and by exercise what a hand-in printed in its public tests."""
        self.log.info("%s: isolation %s", student, self.isolation)
        asks = list(asks)
        told = {ask: Told("could not check", None, ask.name.replace("_", " "), UNKNOWN) for ask in asks}
        printed = {}
        for question in hand_in.quiz:
            ask = Ask("quiz_check", hand_in.unit, question.question)
            if ask in told:
                told[ask] = Told(question.outcome, float(question.outcome == "passed"), ask.name, question.message)
        for exercise in asked_exercises(asks).values():
            try:
                grader, draw = self._grader(exercise), Draw(self._key, student)
                marked = grader.grade_exercise(exercise, hand_in.files.get(exercise.name), draw)
            except Exception as error:
                self.log.error("%s, %s: %s: %s", student, exercise.name, type(error).__name__, error)
                why = f"This could not be checked, and costs no marks: the grader failed with {type(error).__name__}."
                told |= {ask: told[ask]._replace(message=why) for ask in asks if ask.whose == exercise.name}
                continue
            printed[exercise.name] = marked.printed
            for verdict in marked.verdicts:
                ask = Ask("lab_check", exercise.name, verdict.test.name)
                if ask in told:
                    told[ask] = _told(verdict)
        return told, printed


def _told(verdict: Verdict) -> Told:
    share = None if verdict.outcome == "could not check" else verdict.points / verdict.test.points
    return Told(verdict.outcome, share, verdict.test.requirement, verdict.message)


_MARKERS: dict[tuple[Path | None, str], Marker] = {}


def marker(key: str, isolation: str, log: logging.Logger) -> Marker:
    """Return the marker of this process for a course key and a tier, made at the first hand-in."""
    path = Path(key).resolve() if key else None
    if (path, isolation) not in _MARKERS:
        _MARKERS[path, isolation] = Marker(path, isolation, log)
    return _MARKERS[path, isolation]
