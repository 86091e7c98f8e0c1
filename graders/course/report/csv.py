"""Marks for a spreadsheet or a learning platform, as CSV."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from graders.course.record import Record, write_whole
from graders.course.report.summary import by_exercise, by_quiz, unchecked
from graders.course.report.text import clean

# What a spreadsheet takes for a formula, after blanks and in full width too; a dash alone is none.
_FORMULA = re.compile(r"\s*[=+\-@\uff0b\uff0d\uff1d\uff20](?!\Z)|[\t\r\n]")

_LONG = (
    "submission",
    "unit",
    "exercise",
    "misconception",
    "test",
    "hidden",
    "outcome",
    "points",
    "max_points",
    "message",
)


def write_csv(records: Sequence[Record], path: Path) -> None:
    """Write one row per submission: its total, its points in each exercise, and what to look at by hand.

    The cell of an exercise that a record does not have is empty, which is not the same as 0. Quizzes have columns of
    their own where any was handed in, and are no part of the total.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    exercises = [summary.name for summary in by_exercise(records)]
    quizzes = by_quiz(records)
    columns = [column for unit in quizzes for column in (f"quiz_{unit}", f"quiz_{unit}_max")]
    rows: list[list[object]] = [
        ["submission", *exercises, "total", "max_points", *columns, "could_not_check", "problem", "notes"]
    ]
    for record in records:
        points = {exercise.name: exercise.points for exercise in record.exercises}
        answered = {quiz.unit: (quiz.points, quiz.max_points) for quiz in record.quizzes}
        rows.append(
            [
                record.submission,
                *(points.get(name, "") for name in exercises),
                record.points,
                record.max_points,
                *(value for unit in quizzes for value in answered.get(unit, ("", ""))),
                " ".join(unchecked(record)),
                record.problem or "",
                " ".join(record.notes),
            ]
        )
    write_rows(path, rows)


def write_long_csv(records: Sequence[Record], path: Path) -> None:
    """Write one row per test of each submission.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    rows: list[list[object]] = [list(_LONG)]
    for record in records:
        for exercise in record.exercises:
            for test in exercise.tests:
                rows.append(
                    [
                        record.submission,
                        exercise.unit,
                        exercise.name,
                        exercise.misconception or "",
                        test.name,
                        "yes" if test.hidden else "no",
                        test.outcome,
                        test.points,
                        test.max_points,
                        test.message,
                    ]
                )
    write_rows(path, rows)


def write_rows(path: Path, rows: Iterable[Iterable[object]]) -> None:
    """Write rows as UTF-8 without a byte order mark; no text in them is a formula to a spreadsheet.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([cell(value) for value in row] for row in rows)
    write_whole(path, text.getvalue().encode("utf-8"))


def cell(value: object) -> object:
    """Return a value as it may stand in a cell: text that would be a formula gets an apostrophe in front.

    >>> [cell(value) for value in (1.5, "alice", "=1+1")]
    [1.5, 'alice', "'=1+1"]
    """
    if not isinstance(value, str):
        return value
    # A leading apostrophe tells a spreadsheet that the cell is text.
    return "'" + clean(value) if is_formula(value) else clean(value)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula."""
    return _FORMULA.match(text) is not None
