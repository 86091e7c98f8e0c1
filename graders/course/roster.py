"""Who is who: finds the person of a gradebook that a hand-in belongs to.

A roster is a CSV file as Canvas exports its gradebook or Moodle its participants, or one of your own with the same
columns and one called `submission`, the name of the hand-in.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .errors import Unreadable, UsageError
from .intake_text import decode

FIELDS = {
    "submission": "submission",
    "student": "name",
    "full name": "name",
    "first name": "first",
    "firstname": "first",
    "last name": "last",
    "lastname": "last",
    "surname": "last",
    "id": "canvas_id",
    "sis user id": "sis_id",
    "id number": "sis_id",
    "idnumber": "sis_id",
    "sis login id": "login",
    "username": "login",
    "integration id": "integration",
    "root account": "root",
    "section": "section",
    "email": "email",
    "email address": "email",
}
"""What the columns of Canvas and Moodle tell; a column of another name may be an assignment's."""
MATCHED_BY = (("submission",), ("login", "email"), ("sis_id",), ("mailbox",), ("name", "full_name"))
"""Fields that the name of a hand-in may be, the surest first."""
NO_STUDENT = re.compile(r"\s*points possible|\s*manual posting|\s*muted", re.IGNORECASE)
# What Canvas and Moodle call the file or folder of a hand-in when all of them are downloaded.
CANVAS_DOWNLOAD = re.compile(r"[^_]+_(?:late_)?(\d+)_\d+(?:_.*)?", re.IGNORECASE)
MOODLE_DOWNLOAD = re.compile(r"(.+)_\d+_assignsubmission_.*", re.IGNORECASE)


@dataclass(frozen=True)
class Person:
    """One row of a roster; a field that the roster does not have is empty."""

    name: str = ""
    canvas_id: str = ""
    sis_id: str = ""
    login: str = ""
    section: str = ""
    integration: str = ""
    root: str = ""
    email: str = ""
    submission: str = ""
    first: str = ""
    last: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.first} {self.last}".strip()

    @property
    def mailbox(self) -> str:
        """The part of the address in front of the @."""
        return self.email.partition("@")[0]

    def __str__(self) -> str:
        return self.full_name or self.name or self.login or self.email or self.sis_id


@dataclass(frozen=True)
class Roster:
    """The people of a course, and the columns of their gradebook that are nobody's name."""

    people: list[Person]
    columns: list[str] = field(default_factory=list)

    def find(self, submission: str) -> Person | None:
        """Return the one person that a hand-in's name belongs to; None where there is none, or more than one."""
        if canvas := CANVAS_DOWNLOAD.fullmatch(submission):
            found = [person for person in self.people if person.canvas_id == canvas[1]]
            if found:
                return found[0] if len(found) == 1 else None
        moodle = MOODLE_DOWNLOAD.fullmatch(submission)
        wanted = _plain(moodle[1] if moodle else submission)
        for names in MATCHED_BY:
            found = [p for p in self.people if wanted in {_plain(getattr(p, name)) for name in names} - {""}]
            if found:
                return found[0] if len(found) == 1 else None
        return None


def read_roster(path: Path) -> Roster:
    """Read a roster: its columns may come in any order, separated by commas, semicolons or tabs.

    Raises
    ------
    UsageError
        If it cannot be read, or has no column that tells who somebody is.
    """
    try:
        text = decode(path.read_bytes())
    except OSError as error:
        raise UsageError(f"--roster: {path} cannot be read: {error.strerror}.") from None
    except Unreadable as reason:
        raise UsageError(f"--roster: {path} {reason}.") from None
    header = text.partition("\n")[0]
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=max(",;\t", key=header.count)))
    except csv.Error as error:
        raise UsageError(f"--roster: {path} is not CSV: {error}.") from None
    names = [FIELDS.get(_plain(column)) for column in rows[0]] if rows else []
    if not {"name", "login", "sis_id", "email", "canvas_id"} & set(names):
        raise UsageError(
            f"--roster: {path} names nobody; a column Student, SIS Login ID, Username, Email address or ID number "
            "is expected in its first line."
        )
    people = [person for row in rows[1:] for person in _person(names, row)]
    return Roster(people, [column.strip() for column, name in zip(rows[0], names, strict=True) if name is None])


def _person(names: Iterable[str | None], row: list[str]) -> Iterator[Person]:
    cells = {name: cell.strip() for name, cell in zip(names, row, strict=False) if name is not None}
    if any(cells.values()) and not NO_STUDENT.match(next(iter(row))):
        yield Person(**cells)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
