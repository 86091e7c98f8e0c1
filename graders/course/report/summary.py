"""What a class did, counted from its records: the one place where reports count."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from graders.course.record import OUTCOMES, ExerciseRecord, Outcome, QuizRecord, Record


@dataclass(frozen=True)
class ExerciseSummary:
    """How a class did on one exercise; every name is a submission's."""

    name: str
    unit: str
    max_points: float
    mean: float | None
    outcomes: dict[Outcome, list[str]]
    misconceptions: list[tuple[str, list[str]]]

    @property
    def graded(self) -> int:
        """How many records have this exercise."""
        return sum(len(names) for names in self.outcomes.values())

    @property
    def passed(self) -> int:
        """How many passed it."""
        return len(self.outcomes["passed"])


def by_exercise(records: Sequence[Record]) -> list[ExerciseSummary]:
    """One summary for each exercise that any record has, in course order.

    The mean is of those that could be checked, and None where nobody's could. Misconceptions come with the
    most common one first.
    """
    answers: dict[str, list[tuple[str, ExerciseRecord]]] = {}
    # A record with few exercises says little about their order.
    for record in sorted(records, key=lambda record: -len(record.exercises)):
        for exercise in record.exercises:
            answers.setdefault(exercise.name, [])
    for record in records:
        for exercise in record.exercises:
            answers[exercise.name].append((record.submission, exercise))
    summaries = [_summary(name, given) for name, given in answers.items()]
    units = list(dict.fromkeys(summary.unit for summary in summaries))
    return sorted(summaries, key=lambda summary: units.index(summary.unit))


def by_unit(summaries: Sequence[ExerciseSummary]) -> dict[str, list[ExerciseSummary]]:
    """The summaries of each unit, in order."""
    units: dict[str, list[ExerciseSummary]] = {}
    for summary in summaries:
        units.setdefault(summary.unit, []).append(summary)
    return units


def by_quiz(records: Sequence[Record]) -> dict[str, list[QuizRecord]]:
    """The quizzes that were handed in, by unit, as the records have them; empty where none was."""
    units: dict[str, list[QuizRecord]] = {}
    for record in records:
        for quiz in record.quizzes:
            units.setdefault(quiz.unit, []).append(quiz)
    return units


def unchecked(record: Record) -> list[str]:
    """The exercises of a record of which anything could not be checked."""
    return [
        exercise.name
        for exercise in record.exercises
        if "could not check" in (exercise.outcome, *(test.outcome for test in exercise.tests))
    ]


def _summary(name: str, given: list[tuple[str, ExerciseRecord]]) -> ExerciseSummary:
    outcomes: dict[Outcome, list[str]] = {outcome: [] for outcome in OUTCOMES}
    misconceptions: dict[str, list[str]] = {}
    for submission, exercise in given:
        outcomes[exercise.outcome].append(submission)
        if exercise.misconception:
            misconceptions.setdefault(exercise.misconception, []).append(submission)
    checked = [exercise.points for _, exercise in given if exercise.outcome != "could not check"]
    return ExerciseSummary(
        name=name,
        unit=given[0][1].unit,
        max_points=max(exercise.max_points for _, exercise in given),
        mean=mean(checked) if checked else None,
        outcomes=outcomes,
        misconceptions=sorted(misconceptions.items(), key=lambda item: (-len(item[1]), item[0])),
    )
