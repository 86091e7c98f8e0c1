"""Marks for a spreadsheet or a learning platform, as CSV."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from graders.course.record import Record, write_whole
from graders.course.report.summary import by_exercise, unchecked
from graders.course.report.text import clean

# What a spreadsheet takes for a formula, after blanks and in full width too.
_FORMULA = re.compile(r"\s*[=+\-@\uff0b\uff0d\uff1d\uff20]|[\t\r\n]")

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

    The cell of an exercise that a record does not have is empty, which is not the same as 0.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    exercises = [summary.name for summary in by_exercise(records)]
    rows: list[list[object]] = [
        ["submission", *exercises, "total", "max_points", "could_not_check", "problem", "notes"]
    ]
    for record in records:
        points = {exercise.name: exercise.points for exercise in record.exercises}
        rows.append(
            [
                record.submission,
                *(points.get(name, "") for name in exercises),
                record.points,
                record.max_points,
                " ".join(unchecked(record)),
                record.problem or "",
                " ".join(record.notes),
            ]
        )
    _write(path, rows)


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
    _write(path, rows)


def _write(path: Path, rows: Iterable[Iterable[object]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([_cell(value) for value in row] for row in rows)
    write_whole(path, text.getvalue().encode("utf-8"))


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    # A leading apostrophe tells a spreadsheet that the cell is text.
    return "'" + clean(value) if _FORMULA.match(value) else clean(value)
