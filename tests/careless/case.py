"""A careless hand-in as data: right in substance, and what stands around it.

In its code `# the solution` stands for a right solution of the exercise; what is defined after it may wrap that.
"""

from __future__ import annotations

import functools
import io
import json
import textwrap
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from graders.kit.catalog import exercises

MASK = "causal_mask_checker"
MARK = "# the solution\n"
Files = Mapping[str, str | bytes]


@dataclass(frozen=True)
class Case:
    """One hand-in.

    Attributes
    ----------
    name : str
        What is careless about it; also the student's name.
    files : dict of str to str or bytes
        What lies in the student's folder; one entry that ends in .zip or .ipynb is the whole hand-in.
    told : str
        A part of the one sentence the student must read, in a message or a note; "" where there is none to read.
    points : float
        What it earns.
    exercise : str
        The exercise it is graded as.
    desk : str, bytes or None
        What lies in the student's own file at the desk; None where that makes no sense.
    beside : dict of str to str
        What lies beside it there.
    """

    name: str
    files: Files
    told: str = ""
    points: float = 10.0
    exercise: str = MASK
    desk: str | bytes | None = None
    beside: Mapping[str, str] | None = None

    @property
    def is_one_file(self) -> bool:
        """Whether a zip or a notebook is all of it."""
        return next(iter(self.files), "").startswith("whole.")

    @property
    def entry(self) -> str:
        """What its entry among the submissions is called."""
        return self.name + next(iter(self.files)).removeprefix("whole") if self.is_one_file else self.name


@functools.cache
def solution(exercise: str = MASK) -> str:
    return exercises()[exercise].reference.read_text(encoding="utf-8")


def around(text: str, exercise: str = MASK) -> str:
    """The code with the solution in it."""
    return textwrap.dedent(text).lstrip("\n").replace(MARK, solution(exercise))


def path(exercise: str = MASK) -> str:
    return f"{exercises()[exercise].unit}/{exercise}.py"


def code(
    name: str,
    text: str,
    told: str = "",
    points: float | None = None,
    exercise: str = MASK,
    desk: bool = True,
    beside: Mapping[str, str] | None = None,
) -> Case:
    """A hand-in of one exercise's file, and perhaps of others in its folder."""
    text, folder = around(text, exercise), exercises()[exercise].unit
    others = {f"{folder}/{other}": textwrap.dedent(content) for other, content in (beside or {}).items()}
    points = (0.0 if told else 10.0) if points is None else points
    at_desk = text if desk and exercise == MASK else None
    return Case(name, {path(exercise): text, **others}, told, points, exercise, at_desk, beside)


def cell(source: object, kind: str = "code", **more: object) -> dict[str, object]:
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": {}, "source": source, **code, **more}


def notebook(*cells: object, **more: object) -> str:
    """A notebook of nbformat 4; a text stands for a code cell, with the solution in it where it says so."""
    made = [cell(around(c)) if isinstance(c, str) else c for c in cells]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more})


def zipped(files: Files, folders: bool = False) -> bytes:
    """A zip of these files; with `folders` also an entry for each folder, as most tools write them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        parents = {p.rpartition("/")[0] + "/" for p in files if "/" in p} if folders else set()
        for parent in sorted(parents):
            archive.writestr(parent, b"")
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()
