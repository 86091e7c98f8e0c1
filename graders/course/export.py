"""`lab export DIR --to canvas|moodle`: the points of a graded class, a column for each unit, for a gradebook to import.

What could not be checked gets no grade, never a 0, and whoever has no place in the gradebook is named.

Notes
-----
Canvas, its importer: https://github.com/instructure/canvas-lms/blob/master/lib/gradebook_importer.rb.
Moodle, "Grade import": https://docs.moodle.org/en/Grade_import. Neither wants a byte order mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graders.kit.catalog import units

from .record import Record
from .report.csv import is_formula, write_rows
from .report.summary import by_exercise, by_quiz, by_unit, unchecked
from .report.text import number, one_line
from .roster import Person, Roster

Rows = list[list[object]]
CANVAS_NUMBER = re.compile(r"\s*\(\d+\)$")
"""What Canvas puts behind an assignment's title."""


@dataclass(frozen=True)
class Column:
    """One column of a gradebook: its title, its most points, and what each hand-in has there."""

    title: str
    max_points: float
    points: dict[str, float | None] = field(default_factory=dict)
    feedback: dict[str, str] = field(default_factory=dict)


ADVICE = {
    "canvas": "Canvas fills the assignments of these titles, and asks about those that it does not have.",
    "moodle": "Moodle maps each column to a grade item; feedback it takes only for an item that is there already.",
}


@dataclass(frozen=True)
class Exported:
    """A table for a gradebook, and sentences on who is not in it, or has no grade."""

    rows: Rows
    remarks: list[str]


def export(records: Sequence[Record], to: str, roster: Roster | None = None) -> Exported:
    """Return the table for a gradebook: `canvas` or `moodle`.

    Without a roster a hand-in's name is taken for the login.
    """
    people, remarks = _people(records, roster)
    columns = [*_units(records), *_quizzes(records)]
    remarks += _without_grade(columns, people)
    table = {"canvas": _canvas, "moodle": _moodle}[to](columns, people, roster, remarks)
    return Exported(table, remarks)


def write_export(exported: Exported, path: Path) -> None:
    """Write the table as CSV.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    write_rows(path, exported.rows)


def _people(records: Sequence[Record], roster: Roster | None) -> tuple[dict[str, Person], list[str]]:
    """Return the person of each hand-in that has one, and who was left out."""
    names = [record.submission for record in records]
    if roster is None:
        return {name: Person(name=name, login=name) for name in names}, []
    found = {name: roster.find(name) for name in names}
    twice = {p for p in found.values() if p is not None and list(found.values()).count(p) > 1}
    people = {name: person for name, person in found.items() if person is not None and person not in twice}
    remarks = []
    if strangers := [name for name, person in found.items() if person is None]:
        remarks.append(f"Not in the roster, or in it more than once, and left out: {_listed(strangers)}.")
    for person in sorted(twice, key=str):
        theirs = [name for name, other in found.items() if other == person]
        remarks.append(f"Hand-ins of one person, and left out: {_listed(theirs)} ({one_line(str(person))}).")
    if absent := [str(person) for person in roster.people if person not in found.values()]:
        remarks.append(f"In the roster without a hand-in, and left out: {_listed(absent)}.")
    return people, remarks


def _units(records: Sequence[Record]) -> Iterator[Column]:
    known = units()
    for unit, summaries in by_unit(by_exercise(records)).items():
        title = known[unit].title if unit in known else unit
        column = Column(title, sum(summary.max_points for summary in summaries))
        for record in records:
            mine = [e for e in record.exercises if e.unit == unit]
            missed = set(unchecked(record)) & {e.name for e in mine}
            if mine:
                column.points[record.submission] = None if missed else sum(e.points for e in mine)
                column.feedback[record.submission] = "\n".join(
                    f"{e.name}: {number(e.points)} of {number(e.max_points)}, {e.outcome}"
                    + (f" ({e.misconception.replace('_', ' ')})" if e.misconception else "")
                    for e in mine
                )
        yield column


def _quizzes(records: Sequence[Record]) -> Iterator[Column]:
    known = units()
    for unit, quizzes in by_quiz(records).items():
        title = known[unit].title if unit in known else unit
        column = Column(f"{title}: quiz", max(quiz.max_points for quiz in quizzes))
        for record in records:
            for quiz in record.quizzes:
                if quiz.unit == unit:
                    column.points[record.submission] = quiz.points
                    told = [f"{q.name}: {q.outcome}" for q in quiz.questions if q.outcome != "passed"]
                    column.feedback[record.submission] = "\n".join(told)
        yield column


def _without_grade(columns: Sequence[Column], people: dict[str, Person]) -> Iterator[str]:
    for column in columns:
        if missed := [name for name in people if name in column.points and column.points[name] is None]:
            yield f"Could not be checked, and without a grade in {column.title}: {_listed(missed)}."


def _canvas(columns: Sequence[Column], people: dict[str, Person], roster: Roster | None, remarks: list[str]) -> Rows:
    who: list[tuple[str, Callable[[Person], str]]] = [
        ("Student", lambda p: p.name or (f"{p.last}, {p.first}" if p.last and p.first else str(p))),
        ("ID", lambda p: p.canvas_id),
        ("SIS User ID", lambda p: p.sis_id),
        ("SIS Login ID", lambda p: p.login),
        ("Integration ID", lambda p: p.integration),
        ("Root Account", lambda p: p.root),
        ("Section", lambda p: p.section),
    ]
    optional = ("Integration ID", "Root Account")
    who = [(title, of) for title, of in who if title not in optional or any(of(p) for p in people.values())]
    there = {CANVAS_NUMBER.sub("", title).casefold(): title for title in (roster.columns if roster else ())}
    header = [title for title, _ in who] + [there.get(column.title.casefold(), column.title) for column in columns]
    most = ["    Points Possible", *[""] * (len(who) - 1), *(number(column.max_points) for column in columns)]
    rows: Rows = [list(header), list(most)]
    for name, person in people.items():
        identity = [of(person) for _, of in who]
        rows.append([*identity, *(_grade(column, name, "") for column in columns)])
        remarks += _changed(name, identity)
    return rows


def _moodle(columns: Sequence[Column], people: dict[str, Person], roster: Roster | None, remarks: list[str]) -> Rows:
    who = {"Username": "login", "Email address": "email", "ID number": "sis_id"}
    # Moodle gives the grades of a row whose identifying cell is empty to whoever stands above it.
    filled = {title: [name for name, p in people.items() if getattr(p, of)] for title, of in who.items()}
    most = max(map(len, filled.values()))
    kept = [title for title in who if len(filled[title]) == most][:1]
    kept = [title for title in who if set(filled[title]) >= set(filled[kept[0]])]
    if nameless := [name for name in people if name not in filled[kept[0]]]:
        remarks.append(f"Without {kept[0].lower()} in the roster, and left out: {_listed(nameless)}.")
    header = [*kept, *(title for column in columns for title in (column.title, f"{column.title}: feedback"))]
    rows: Rows = [list(header)]
    for name in filled[kept[0]]:
        identity = [getattr(people[name], who[title]) for title in kept]
        # An empty cell of a new grade item is a 0 to Moodle; a dash is none.
        cells = [cell for column in columns for cell in (_grade(column, name, "-"), column.feedback.get(name, ""))]
        rows.append([*identity, *cells])
        remarks += _changed(name, identity)
    return rows


def _grade(column: Column, name: str, none: str) -> str:
    points = column.points.get(name)
    return none if points is None else number(points)


def _changed(name: str, identity: Sequence[str]) -> Iterator[str]:
    if any(map(is_formula, identity)):
        yield f"A spreadsheet would take it for a formula, so an apostrophe stands in front: {one_line(name)}."


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(map(one_line, names[:20]))
    return f"{shown} and {len(names) - 20} more" if len(names) > 20 else shown
