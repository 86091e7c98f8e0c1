"""A notebook as nbgrader can take it, whatever a student made of it.

nbgrader stops, or loses marks, at a cell that was deleted, copied or retyped. Here every cell that its gradebook knows
is put back to what it was, and nothing but text is taken over from the hand-in.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graders.course.errors import Unreadable
from graders.course.intake_files import open_hand_in
from graders.course.intake_text import MAX_VALUES, cell_source, decode, raw_cells

MISSING = "*This cell was missing; the answer may stand in another one.*\n\n"


@dataclass(frozen=True)
class Cell:
    """A cell as nbgrader's gradebook knows it."""

    name: str
    kind: str
    source: str
    checksum: str
    locked: bool
    grade: bool
    solution: bool
    task: bool
    points: float | None

    @property
    def metadata(self) -> dict[str, Any]:
        """What nbgrader reads in a notebook."""
        about = {"schema_version": 3, "grade_id": self.name, "checksum": self.checksum, "cell_type": self.kind}
        about |= {"grade": self.grade, "solution": self.solution, "locked": self.locked, "task": self.task}
        return {"nbgrader": about if self.points is None else {**about, "points": self.points}}


def read_cells(path: Path) -> list[dict[str, Any]]:
    """Return the cells of a notebook as they stand in its file; raises Refused or Unreadable."""
    with open_hand_in(path) as files:
        return cells_of(files.read(path.name))


def cells_of(data: bytes) -> list[dict[str, Any]]:
    """Return the cells in the bytes of a notebook; raises Unreadable where it is none."""
    text = decode(data)
    if text.count(",") + text.count("[") + text.count("{") > MAX_VALUES:
        raise Unreadable("holds too much output; clear its outputs and save it again")
    try:
        book = json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable("is not a notebook: its text is not JSON") from None
    return [cell for cell in raw_cells(book) if isinstance(cell, dict)]


def restored(
    cells: list[dict[str, Any]], known: Mapping[str, Cell], checksum: Callable[[Any], str]
) -> tuple[Any, list[str]]:
    """Return a notebook of the cells a student handed in, and notes on what was put right.

    Every cell has the metadata that the gradebook knows, or none; locked cells have their own text; of copies the last
    one that was changed stays; and what is missing is put back, but for code: it may stand in another cell.

    Parameters
    ----------
    cells
        As `read_cells` gives them.
    known
        The cells of the gradebook by name, in their order.
    checksum
        nbgrader's checksum of a cell.
    """
    from nbformat.v4 import new_notebook

    notes: list[str] = []
    places: dict[str, list[int]] = {}
    for place, cell in enumerate(cells):
        places.setdefault(grade_id(cell), []).append(place)
    names = [""] * len(cells)
    for name, one in known.items():
        here = places.get(name, [])
        if len(here) > 1:
            notes.append(f"cell {name} is there {len(here)} times")
        changed = [place for place in here if checksum(_known_cell(one, cells[place])) != one.checksum]
        if here:
            names[(changed or here)[-1]] = name
    made = [_known_cell(known[n], cell) if n else _plain_cell(cell) for n, cell in zip(names, cells, strict=True)]
    place = 0
    for name, one in known.items():
        if name not in names:
            notes.append(f"cell {name} is missing")
            if one.solution and not one.grade:
                continue
            made.insert(place, _known_cell(one, None))
            names.insert(place, name)
        place = names.index(name) + 1
    for number, cell in enumerate(made):
        cell["id"] = f"cell-{number}"
    return new_notebook(cells=made, metadata={"language_info": {"name": "python"}}), notes


def grade_id(cell: dict[str, Any]) -> str:
    """Return nbgrader's name of a cell as it was handed in, "" where it has none."""
    about = cell.get("metadata")
    about = about.get("nbgrader") if isinstance(about, dict) else None
    name = about.get("grade_id") if isinstance(about, dict) else None
    return name if isinstance(name, str) else ""


def _known_cell(known: Cell, cell: dict[str, Any] | None) -> Any:
    if known.locked:
        return _new_cell(known.kind, known.source, known.metadata)
    if cell is None:
        return _new_cell(known.kind, MISSING + known.source, known.metadata)
    return _new_cell(known.kind, text_of(cell), known.metadata, cell.get("attachments"))


def _plain_cell(cell: dict[str, Any]) -> Any:
    return _new_cell(cell.get("cell_type"), text_of(cell), {}, cell.get("attachments"))


def text_of(cell: dict[str, Any]) -> str:
    """Return the text of a cell of any type."""
    return cell_source({**cell, "cell_type": "code"})


def _new_cell(kind: Any, text: str, metadata: dict[str, Any], pictures: Any = None) -> Any:
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

    if kind == "code":
        return new_code_cell(text, metadata=metadata)
    if kind == "raw":
        return new_raw_cell(text, metadata=metadata)
    cell = new_markdown_cell(text, metadata=metadata)
    if isinstance(pictures, dict):
        cell["attachments"] = {
            name: {kind: data for kind, data in one.items() if isinstance(data, str)}
            for name, one in pictures.items()
            if isinstance(one, dict)
        }
    return cell
