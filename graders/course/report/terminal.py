"""The class as a table in a terminal, or in a log."""

from collections.abc import Sequence
from math import ceil
from statistics import mean
from typing import IO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from graders.course.record import ExerciseRecord, Outcome, Record
from graders.course.report.summary import ExerciseSummary, by_exercise, by_quiz, by_unit, unchecked
from graders.course.report.text import number, one_line

_WIDTH = 100
_LONGEST_NAME = 24
_MOST_NAMED = 10
_WORDS: dict[Outcome, str] = {"passed": "", "wrong": "", "could not check": "unchecked"}
_STYLES: dict[Outcome, str] = {"passed": "green", "wrong": "yellow", "not started": "dim"}


def print_table(records: Sequence[Record], stream: IO[str]) -> None:
    """Print a row per submission, then what the class did; plain text where there is no terminal.

    Exercises that do not fit beside each other come in a table for each unit.
    """
    console = _console(stream)
    if not records:
        console.print("No submissions.")
        return
    summaries = by_exercise(records)
    for unit, part in _tables(records, summaries, console.width):
        console.print(_marks(records, unit, part, console))
        console.print()
    console.print(_exercises(summaries, console))
    console.print()
    for line in _remarks(records):
        console.print(_text(line, console))


def _console(stream: IO[str]) -> Console:
    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = max(console.width, _WIDTH)
    return console


def _text(text: str, console: Console, style: str = "") -> Text:
    # A log may be ASCII only; neither a name in other letters nor "…" must end the report.
    encoding = console.encoding
    shown = one_line(text).encode(encoding, "replace").decode(encoding)
    return Text(shown, style, overflow="ellipsis" if encoding.startswith("utf") else "crop")


def _tables(
    records: Sequence[Record], summaries: list[ExerciseSummary], width: int
) -> list[tuple[str, list[ExerciseSummary]]]:
    """The exercises of each table, with its title: all in one if they fit, else by unit."""
    widths = {summary.name: max(map(len, _header(summary.name))) for summary in summaries}
    for record in records:
        for exercise in record.exercises:
            widths[exercise.name] = max(widths[exercise.name], len(_cell(exercise)))
    names = max(len(one_line(record.submission)) for record in records)
    room = width - min(_LONGEST_NAME, max(names, len("submission"))) - len("100.5/100") - 4

    def fits(part: Sequence[ExerciseSummary]) -> bool:
        return sum(widths[summary.name] + 2 for summary in part) <= room

    if fits(summaries):
        return [("", summaries)]
    tables: list[tuple[str, list[ExerciseSummary]]] = []
    for unit, members in by_unit(summaries).items():
        if tables and fits([*tables[-1][1], *members]):
            tables[-1] = (f"{tables[-1][0]}, {unit}", [*tables[-1][1], *members])
            continue
        for pieces in range(1, len(members) + 1):
            size = ceil(len(members) / pieces)
            parts = [members[start : start + size] for start in range(0, len(members), size)]
            if all(map(fits, parts)):
                break
        tables += [(unit, part) for part in parts]
    return tables


def _marks(records: Sequence[Record], unit: str, part: Sequence[ExerciseSummary], console: Console) -> Table:
    table = _table(console, title=unit)
    table.add_column(_text("submission", console), no_wrap=True, max_width=_LONGEST_NAME)
    for summary in part:
        header = Text("\n", overflow="crop").join(_text(piece, console) for piece in _header(summary.name))
        table.add_column(header, justify="right", vertical="bottom", no_wrap=True)
    table.add_column(_text("total", console), justify="right", no_wrap=True)
    for record in records:
        given = {exercise.name: exercise for exercise in record.exercises}
        cells = []
        for summary in part:
            exercise = given.get(summary.name)
            style = _STYLES.get(exercise.outcome, "red") if exercise else ""
            cells.append(_text(_cell(exercise), console, style))
        total = f"{number(record.points)}/{number(record.max_points)}"
        table.add_row(_text(record.submission, console), *cells, _text(total, console))
    return table


def _exercises(summaries: Sequence[ExerciseSummary], console: Console) -> Table:
    table = _table(console)
    table.add_column(_text("exercise", console), no_wrap=True)
    table.add_column(_text("passed", console), justify="right", no_wrap=True)
    table.add_column(_text("average", console), justify="right", no_wrap=True)
    table.add_column(_text("commonest misconceptions", console))
    for summary in summaries:
        common = ", ".join(f"{slug} ({len(names)})" for slug, names in summary.misconceptions[:3])
        average = "-" if summary.mean is None else number(summary.mean)
        table.add_row(
            _text(summary.name, console),
            _text(f"{summary.passed} of {summary.graded}", console),
            _text(f"{average}/{number(summary.max_points)}", console),
            _text(common, console),
        )
    return table


def _remarks(records: Sequence[Record]) -> list[str]:
    unread = [f"{record.submission}: {record.problem}" for record in records if record.problem]
    missed = [f"{record.submission} ({', '.join(names)})" for record in records if (names := unchecked(record))]
    lines = [f"Could not be read: {line}" for line in unread]
    if missed:
        more = f" and {len(missed) - _MOST_NAMED} more" if len(missed) > _MOST_NAMED else ""
        named = ", ".join(missed[:_MOST_NAMED])
        lines.append(f"Could not check (our fault, costs no marks): {named}{more}.")
    for unit, quizzes in by_quiz(records).items():
        average = number(mean(quiz.points for quiz in quizzes))
        most = number(max(quiz.max_points for quiz in quizzes))
        lines.append(f"Quiz {unit}, apart from the points: {len(quizzes)} handed in, {average}/{most} on average.")
    return lines


def _table(console: Console, title: str = "") -> Table:
    shown = _text(title, console, "bold") if title else None
    return Table(title=shown, title_justify="left", box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))


def _header(name: str) -> list[str]:
    """A name in pieces that stand below each other."""
    return one_line(name).replace("_", "_ ").split() or [""]


def _cell(exercise: ExerciseRecord | None) -> str:
    """Points where there was an answer to compare, else what happened and any points."""
    if exercise is None:
        return ""
    word = _WORDS.get(exercise.outcome, exercise.outcome)
    points = number(exercise.points) if exercise.points or not word else ""
    return f"{points} {word}".strip()
