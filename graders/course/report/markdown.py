"""The marks as Markdown, for a CI step summary."""

from collections.abc import Sequence
from pathlib import Path

from graders.course.record import ExerciseRecord, Record, write_whole
from graders.course.report.text import clean, number, one_line, words


def write_markdown(records: Sequence[Record], path: Path) -> None:
    """Write `summary.md`: a table for each submission, and what the failed tests say.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    text = "\n".join(line for record in records for line in _submission(record))
    write_whole(path, text.encode("utf-8", "replace"))


def _submission(record: Record) -> list[str]:
    title = f"## {_cell(record.submission)}: {number(record.points)} of {number(record.max_points)}"
    lines = [title, "", "| exercise | outcome | points |", "| --- | --- | --- |"]
    lines += [
        f"| {_cell(e.name)} | {e.outcome} | {number(e.points)} of {number(e.max_points)} |" for e in record.exercises
    ]
    lines += [
        f"| quiz {_cell(q.unit)}, apart from the points | | {number(q.points)} of {number(q.max_points)} |"
        for q in record.quizzes
    ]
    lines += [""] + [f"- {_cell(note)}" for note in ([record.problem] if record.problem else []) + record.notes]
    for exercise in record.exercises:
        lines += _messages(exercise)
    return [*lines, ""]


def _messages(exercise: ExerciseRecord) -> list[str]:
    failed = [t for t in exercise.tests if t.outcome not in ("passed", "not started")]
    lines = [f"\n### {_cell(exercise.name)}"] if failed else []
    for test in failed:
        kind = " (hidden)" if test.hidden else ""
        lines += [f"\n{_cell(words(test.name))}{kind}: {test.outcome}\n"]
        # Four spaces keep whatever a student wrote from being Markdown or HTML.
        lines += [f"    {line}" for line in clean(test.message).split("\n")]
    return lines


def _cell(text: str) -> str:
    plain = one_line(text)
    for mark in "\\`*_[]<>|#":
        plain = plain.replace(mark, f"\\{mark}")
    return plain
