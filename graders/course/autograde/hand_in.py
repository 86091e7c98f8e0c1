"""What is graded of a notebook that nbgrader collected, and of the files beside it.

Students delete, copy and retype cells: functions are looked for by name in all of the code, wherever it stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graders.course.errors import Refused, Unreadable
from graders.course.intake import Sorter
from graders.course.intake_files import Files, open_hand_in
from graders.course.intake_text import cell_source, decode
from graders.kit import quiz
from graders.kit.catalog import Exercise
from graders.sandbox.source import Source

from .cells import Cell, cells_of, grade_id, text_of

CHECK = re.compile(r"(lab|quiz)_check\(.*\)")
MAX_QUIZZES = 10  # cells with ANSWERS that are looked at


@dataclass(frozen=True)
class HandIn:
    """What is graded of one hand-in: sources by exercise, marks of the unit's quiz; and notes on what is not."""

    unit: str
    files: dict[str, Source]
    quiz: list[quiz.Mark]
    notes: list[str]


def read_hand_in(
    folder: Path, name: str, unit: str, exercises: Mapping[str, Exercise], known: Mapping[str, Cell]
) -> HandIn:
    """Read a notebook and the files beside it, as `lab grade` reads a hand-in, whatever is in it.

    An exercise's own `.py` comes before the notebook, unless it is still the stub; so does a `quiz.py`.

    Parameters
    ----------
    folder, name
        Where the hand-in lies, and the notebook in it, without suffix; other notebooks are passed by.
    unit, exercises
        What is graded.
    known
        The notebook's cells as the gradebook knows them.
    """
    notebook = f"{name}.ipynb"
    try:
        with open_hand_in(folder) as files:
            code = _keep_code(files, notebook, known) if notebook in files.paths else []
            for path in list(files.paths):
                exercise = exercises.get(Path(path).stem)
                other = path.endswith(".ipynb") and path != notebook
                if other or (exercise is not None and _is_stub(files, path, exercise)):
                    del files.paths[path]
            sorter = Sorter(files, {e.name: e.unit for e in exercises.values()}, {})
            found = sorter.sort()
            marks = _mark_quiz(files, unit, code)
    except Refused as reason:
        refused = {name: Source(name, (), notebook, {}, str(reason)) for name in exercises}
        marks = [m._replace(outcome="refused", message=str(reason)) for m in quiz.mark(unit, "")]
        return HandIn(unit, refused, marks, [])
    return HandIn(unit, found, marks, sorter.notes)


def _keep_code(files: Files, notebook: str, known: Mapping[str, Cell]) -> list[str]:
    """Leave of a notebook the code that is the student's; return it."""

    def read(at_most: int) -> bytes:
        if problem is not None:
            raise problem
        return data[:at_most]

    data, problem, code = b"", None, []
    try:
        code = [_code(cell, known) for cell in cells_of(files.read(notebook))]
        code = ["# an unused copy of the stub" if _is_spare(text, code, known) else text for text in code]
        data = json.dumps({"cells": [{"cell_type": "code", "source": text} for text in code]}).encode()
    except Unreadable as reason:
        problem = reason
    files.add(notebook, len(data), read)
    return code


def _code(cell: dict[str, Any], known: Mapping[str, Cell]) -> str:
    """Return the code of a cell as far as it is the student's, also where a solution was made a text cell."""
    one = known.get(grade_id(cell))
    text = text_of(cell) if one and one.solution and one.kind == "code" else cell_source(cell)
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    ours = text.strip() in {one.source.strip() for one in known.values() if one.locked}
    return "# a test cell" if ours or (lines and all(map(CHECK.fullmatch, lines))) else text


def _is_spare(text: str, code: list[str], known: Mapping[str, Cell]) -> bool:
    """Whether a cell is a stub as it was released, and another cell has one of its functions: that one is meant."""
    if text not in {one.source for one in known.values() if one.solution}:
        return False
    names = "|".join(re.findall(r"^def (\w+)", text, re.MULTILINE))
    return any(text != other and re.search(rf"^\s*def ({names})\b", other, re.MULTILINE) for other in code if names)


def _is_stub(files: Files, path: str, exercise: Exercise) -> bool:
    try:
        return path.endswith(".py") and decode(files.read(path)) == exercise.blank.read_text(encoding="utf-8")
    except Unreadable:
        return False


def _mark_quiz(files: Files, unit: str, code: list[str]) -> list[quiz.Mark]:
    """Return the marks of the quiz: of `quiz.py`, or of the cell that answers most, the last of several."""
    if "quiz.py" in files.paths:
        try:
            return quiz.mark(unit, decode(files.read("quiz.py")))
        except Unreadable as reason:
            return [m._replace(outcome="cannot load", message=f"quiz.py {reason}.") for m in quiz.mark(unit, "")]
    texts = [text for text in code if "ANSWERS" in text][-MAX_QUIZZES:]
    best = max((quiz.mark(unit, text) for text in [*reversed(texts), ""]), key=_answered)
    return [m._replace(message=m.message.replace("quiz.py ", "The quiz cell ", 1)) for m in best]


def _answered(marks: list[quiz.Mark]) -> int:
    return sum(m.outcome in ("passed", "wrong") for m in marks)
