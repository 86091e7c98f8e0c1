"""Compares two records of the same hand-ins: which test of which exercise gives other points now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from .record import Record, TestRecord
from .report.text import number, words

Place = tuple[str, str, str, bool]
"""Where a test stands: unit, exercise, name, whether it is hidden."""


@dataclass(frozen=True)
class Change:
    """One test of one hand-in, as it was and as it is; None where it was not there, or is no more."""

    place: Place
    old: TestRecord | None
    new: TestRecord | None

    @property
    def exercise(self) -> str:
        return self.place[1]

    @property
    def delta(self) -> float:
        """How many points it gives more."""
        return (self.new.points if self.new else 0.0) - (self.old.points if self.old else 0.0)

    @property
    def of_graders(self) -> str:
        """What became of the test itself, whoever's answers it judges; empty where it is as it was."""
        before, now = (number(test.max_points) if test else None for test in (self.old, self.new))
        if before == now:
            return ""
        if before is None:
            return f"new, worth {now}"
        return f"gone, was worth {before}" if now is None else f"worth {now}, was worth {before}"

    @property
    def outcomes(self) -> str:
        """What came of it then and now, `wrong → passed`; one of both where the other is not there or the same."""
        seen = dict.fromkeys(test.outcome for test in (self.old, self.new) if test is not None)
        return " → ".join(seen)

    @property
    def why(self) -> str:
        """The reason in words; empty where outcome and points are as they were."""
        if not self.of_graders and self.old and self.new and self.old.outcome == self.new.outcome:
            return ""
        changed = f" ({self.of_graders})" if self.of_graders else ""
        return f"{named(self.place)}{changed} {self.outcomes}"


@dataclass(frozen=True)
class Comparison:
    """One submission, as it was graded then and now; `new` is None where it could not be graded again."""

    old: Record
    new: Record | None
    changes: list[Change]

    @property
    def name(self) -> str:
        return self.old.submission

    @property
    def delta(self) -> float:
        return self.new.points - self.old.points if self.new else 0.0

    @property
    def moves(self) -> list[Change]:
        """The tests that give other points than they gave."""
        return [change for change in self.changes if change.delta]

    @property
    def same_hand_in(self) -> bool:
        """Whether what was graded now is what was graded then."""
        return self.new is not None and self.old.hand_in in (None, self.new.hand_in)


def named(place: Place) -> str:
    """Return what a test is called: `causal_mask_checker: hidden test "the query sees itself"`."""
    _, exercise, name, hidden = place
    return f'{exercise}: {"hidden test " if hidden else ""}"{words(name)}"'


def compare(old: Sequence[Record], new: Sequence[Record]) -> list[Comparison]:
    """Return each submission of the old record beside what the new record has of it, in the old one's order."""
    again = {record.submission: record for record in new}
    return [
        Comparison(record, found, list(_changes(record, found)) if found else [])
        for record in old
        for found in [again.get(record.submission)]
    ]


def of_graders(comparisons: Sequence[Comparison]) -> dict[str, None]:
    """Return in words what became of the tests themselves: which are new, gone, or worth other points."""
    changes = chain.from_iterable(comparison.changes for comparison in comparisons)
    return {f"{named(c.place)}: {c.of_graders}": None for c in changes if c.of_graders}


def _changes(old: Record, new: Record) -> Iterator[Change]:
    before, after = dict(_tests(old)), dict(_tests(new))
    exercises = list(dict.fromkeys(place[:2] for place in chain(after, before)))
    for place in sorted({**after, **before}, key=lambda place: exercises.index(place[:2])):
        yield Change(place, before.get(place), after.get(place))


def _tests(record: Record) -> Iterator[tuple[Place, TestRecord]]:
    for exercise in record.exercises:
        for test in exercise.tests:
            yield (exercise.unit, exercise.name, test.name, test.hidden), test
    for quiz in record.quizzes:
        for question in quiz.questions:
            point = float(question.outcome == "passed")
            test = TestRecord(question.name, False, question.outcome, point, 1.0, question.message)
            yield (quiz.unit, f"quiz {quiz.unit}", question.name, False), test
