"""The bank of wrong solutions, and which of them a failing hand-in answers like.

A failed test is run again with each wrong solution in the student's place. The one that gives the same answers to the
same calls, up to the one that failed, names the misconception. Nothing is written by hand per exercise.
"""

from __future__ import annotations

import ast
import functools
import itertools
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from graders.sandbox.answer import Answer, Lost, Raised, Returned
from graders.sandbox.session import DeskSession, Session, one_by_one

from .calls import Call
from .catalog import Exercise
from .reference import Voice, read_source
from .running import Draw, Verdict, run_test
from .tests import Test

EXPLAINED = ("wrong", "raised")
Trace = list[tuple[Call, Answer]]


class Mistake:
    """One wrong solution, and what a student is told whose hand-in answers like it."""

    def __init__(self, slug: str, likely: str, read: str) -> None:
        self.slug = slug
        self.likely = likely
        self.read = read

    def verdict(self, test: Test, reference: Voice, draw: Draw, like: Trace | None = None) -> Verdict:
        """Return its verdict on a test; it may leave off at the first answer that `like` does not have."""
        raise NotImplementedError


class LiveMistake(Mistake):
    """A wrong solution that is run."""

    def __init__(self, path: Path, exercise: Exercise) -> None:
        readme = f"exercises/{exercise.unit}/README.md"
        super().__init__(path.stem, explanation(path), f"{readme}#{exercise.name}-{path.stem}")
        self._session = DeskSession(read_source(path, exercise))

    def verdict(self, test: Test, reference: Voice, draw: Draw, like: Trace | None = None) -> Verdict:
        session = self._session if like is None else Compared(self._session, like)
        return run_test(test, session, reference, draw)


class Bank:
    """The wrong solutions of one exercise, and what they answered to fixed inputs so far."""

    def __init__(self, exercise: Exercise, reference: Voice) -> None:
        self.exercise = exercise
        self.reference = reference
        self._known: dict[tuple[str, str, bool], Verdict] = {}

    @functools.cached_property
    def mistakes(self) -> list[Mistake]:
        """The wrong solutions, by name."""
        return [LiveMistake(path, self.exercise) for path in self.exercise.bank("mistakes")]

    def explain(self, verdicts: list[Verdict], draw: Draw) -> None:
        """Name the misconceptions in the verdicts of one hand-in that equal a wrong solution's.

        What tests with fixed inputs say of the bank is known from earlier hand-ins, so these are asked first.
        """
        failed = sorted((v for v in verdicts if v.outcome in EXPLAINED), key=lambda v: "rng" in v.test.voices)
        suspects = list(self.mistakes) if failed else []
        while failed and (nearest := self._nearest(failed, suspects, draw)):
            possible = [m for m in nearest if not self._is_ruled_out(m, failed, verdicts, draw)]
            if not possible:
                suspects = [m for m in suspects if m not in nearest]
                continue
            best = max(possible, key=lambda m: self._agreement(m, verdicts, draw)) if len(possible) > 1 else possible[0]
            for verdict in failed:
                if self._equals(verdict, best, draw):
                    verdict.slug, verdict.likely, verdict.read = best.slug, best.likely, best.read
            failed = [v for v in failed if v.slug is None]  # there may be a second misconception

    def _nearest(self, failed: list[Verdict], suspects: list[Mistake], draw: Draw) -> list[Mistake]:
        """Return the suspects that equal most of the failed tests, if any; what cannot catch up is not played on."""
        asked = {m.slug: 0 for m in suspects}
        missed = dict(asked)
        while suspects:
            least = min(missed.values())
            nearest = [m for m in suspects if missed[m.slug] == least]
            unsure = [m for m in nearest if asked[m.slug] < len(failed)]
            if not unsure:
                return nearest if least < len(failed) else []
            ahead = max(unsure, key=lambda m: asked[m.slug])
            missed[ahead.slug] += not self._equals(failed[asked[ahead.slug]], ahead, draw)
            asked[ahead.slug] += 1
        return []

    def _is_ruled_out(self, mistake: Mistake, failed: list[Verdict], verdicts: list[Verdict], draw: Draw) -> bool:
        """Tell whether a mistake fails as many tests which the hand-in passes as it equals failed ones.

        Only calls of the same functions speak against it: a mistake in one function may be repeated in another.
        """
        equal = [v for v in failed if self._equals(v, mistake, draw)]
        functions = {_asked_last(v) for v in equal}
        passed = (v for v in verdicts if v.outcome == "passed" and "rng" not in v.test.voices)
        theirs = (self._play(v, mistake, draw) for v in passed)
        against = (v for v in theirs if v.outcome != "passed" and _asked_last(v) in functions)
        return len(list(itertools.islice(against, len(equal)))) == len(equal)

    def _equals(self, verdict: Verdict, mistake: Mistake, draw: Draw) -> bool:
        if "rng" in verdict.test.voices:
            theirs = mistake.verdict(verdict.test, self.reference, draw, like=verdict.trace)
        else:
            theirs = self._play(verdict, mistake, draw)
        if theirs.outcome != verdict.outcome or _kind(theirs) != _kind(verdict):
            return False
        return same_trace(theirs.trace, verdict.trace)

    def _agreement(self, mistake: Mistake, verdicts: list[Verdict], draw: Draw) -> int:
        return sum(self._play(v, mistake, draw).outcome == v.outcome for v in verdicts)

    def _play(self, verdict: Verdict, mistake: Mistake, draw: Draw) -> Verdict:
        test = verdict.test
        if "rng" in test.voices:  # no other hand-in is asked the same
            return mistake.verdict(test, self.reference, draw)
        key = (mistake.slug, test.name, test.hidden)
        if key not in self._known:
            self._known[key] = _to_keep(mistake.verdict(test, self.reference, draw))
        return self._known[key]


def _to_keep(verdict: Verdict) -> Verdict:
    """Return what is compared of a wrong solution's verdict: without what it was asked, whole fixtures mostly."""
    trace = [(Call(call.name, (), {}), answer) for call, answer in verdict.trace if verdict.outcome != "passed"]
    return Verdict(verdict.test, verdict.outcome, trace, finding=verdict.finding)


def _asked_last(verdict: Verdict) -> str | None:
    return verdict.trace[-1][0].name if verdict.trace else None


def _kind(verdict: Verdict) -> str | None:
    return verdict.finding.kind if verdict.finding else None


class Compared:
    """A wrong solution's session that is left at the first answer which is not the student's."""

    def __init__(self, session: Session, trace: Trace) -> None:
        self._session = session
        self._left = list(trace)

    def call(
        self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], deadline: float, watch: bool = False
    ) -> Answer:
        """Return the wrong solution's answer while it is the student's."""
        answer = self._session.call(name, args, kwargs, deadline, watch)
        expected = self._left.pop(0)[1] if self._left else None
        if expected is None or not same_answer(answer, expected):
            return Lost("crashed", "another answer than the student's")
        return answer

    def call_each(self, name: str, cases: Sequence[tuple[Any, ...]], deadline: float) -> Iterator[Answer]:
        return one_by_one(self, name, cases, deadline)

    def printed(self) -> str:
        return ""

    def renew(self) -> None:
        self._session.renew()

    def close(self) -> None:
        self._session.close()


def same_trace(one: Trace, other: Trace) -> bool:
    """Tell whether two traces hold the same calls with the same answers."""
    return len(one) == len(other) and all(
        a[0].name == b[0].name and same_answer(a[1], b[1]) for a, b in zip(one, other, strict=True)
    )


def same_answer(one: Answer, other: Answer) -> bool:
    """Tell whether two answers are the same, but for rounding."""
    if isinstance(one, Returned) and isinstance(other, Returned):
        return same_value(one.value, other.value)
    if isinstance(one, Raised) and isinstance(other, Raised):
        return (one.type, one.message) == (other.type, other.message)
    return False


def same_value(one: Any, other: Any) -> bool:
    """Tell whether two plain values are the same, but for rounding and for list against tuple or 1-D array."""
    if _length(one) != _length(other):
        return False
    one, other = (v.tolist() if isinstance(v, np.ndarray) and v.ndim == 1 else v for v in (one, other))
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        kinds = {array.dtype.kind for array in (one, other)}
        if one.shape != other.shape or kinds & set("UO") or ("b" in kinds and len(kinds) > 1):
            return False
        with np.errstate(all="ignore"):
            return bool(np.allclose(one, other, rtol=1e-6, atol=1e-9, equal_nan=True))
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(same_value(a, b) for a, b in zip(one, other, strict=True))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same_value(v, other[k]) for k, v in one.items())
    if type(one) in (int, float) and type(other) in (int, float):
        return math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-9) or (one != one and other != other)
    return type(one) is type(other) and bool(one == other)


def _length(value: Any) -> int:
    if isinstance(value, np.ndarray):
        return len(value) if value.ndim else -1
    return len(value) if isinstance(value, (list, tuple)) else -1


def explanation(path: Path) -> str:
    """Return the first line of a wrong solution's docstring, as it stands behind `likely`."""
    line = (
        (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"), path.name)) or "")
        .split("\n")[0]
        .strip()
        .rstrip(".")
    )
    first = line.partition(" ")[0]
    return line[:1].lower() + line[1:] if first[1:] == first[1:].lower() else line  # but NaN stays NaN
