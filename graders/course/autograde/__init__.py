"""What nbgrader calls for the notebooks of this course: student code runs in the closed room, never in a kernel.

The nbgrader_config.py of a released course names three classes in `Autograde`: `HandIns` reads what was handed in,
`ClosedRoom` grades it in place of `Execute`, and `SaveMarks` keeps the marks in place of `SaveAutoGrades`. Whether a
notebook is one of ours is asked of the gradebook, which no student writes to; all others are left to nbgrader.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat.v4 import new_markdown_cell, new_output
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import Execute, SaveAutoGrades
from nbgrader.utils import compute_checksum, is_grade, is_solution
from traitlets import Unicode

from graders.course.errors import Refused, Unreadable
from graders.course.release.notebook import SETUP
from graders.kit.notebook import show

from .cells import Cell, read_cells, restored
from .hand_in import read_hand_in
from .marking import Told, ask_of, asked_exercises, marker

UNCHECKED = "text_analysis_lab_unchecked"
NOT_OURS = "nbgrader's own test cells are not run on student code here; mark it by hand."


def known_cells(resources: Any) -> dict[str, Cell]:
    """Return the cells of a notebook as the gradebook knows them, in their order; none if it is not one of ours."""
    about = resources["nbgrader"]
    with Gradebook(about["db_url"]) as gradebook:
        try:
            book = gradebook.find_notebook(about["notebook"], about["assignment"])
        except MissingEntry:
            return {}
        points = {cell.name: cell.max_score for cell in [*book.grade_cells, *book.task_cells]}
        grade, solution, task = (
            {cell.name for cell in cells} for cells in (book.grade_cells, book.solution_cells, book.task_cells)
        )
        known = {}
        for c in book.source_cells:
            kind = c.name in grade, c.name in solution, c.name in task
            known[c.name] = Cell(c.name, c.cell_type, c.source, c.checksum, c.locked, *kind, points.get(c.name))
    return known if unit_of(known) else {}


def unit_of(known: dict[str, Cell]) -> str:
    """Return the unit of a notebook of ours, and "" for any other."""
    return next((name.removeprefix(SETUP) for name in known if name.startswith(SETUP)), "")


class HandIns(NotebookExporter):
    """Reads a notebook, whatever a student made of it, as one that nbgrader can take."""

    def from_file(self, file_stream: Any, resources: Any = None, **kw: Any) -> Any:
        """Return what nbgrader makes of the notebook."""
        known = known_cells(resources)
        if not known:
            return super().from_file(file_stream, resources=resources, **kw)
        path, problem = Path(file_stream.name), ""
        try:
            cells = read_cells(path)
        except (Refused, Unreadable) as reason:
            cells, problem = [], f"{path.name}: {reason}"
        notebook, notes = restored(cells, known, compute_checksum)
        if problem:
            notebook.cells.insert(0, new_markdown_cell(problem, id="problem"))
        for note in [problem] if problem else notes:
            self.log.warning("%s: %s", resources["nbgrader"]["student"], note)
        return self.from_notebook_node(notebook, resources=resources, **kw)  # type: ignore[no-untyped-call]


class ClosedRoom(Execute):  # type: ignore[misc]
    """Marks the test cells of our notebooks as `lab grade` does; executes other notebooks as nbgrader does."""

    key = Unicode("", help="The file of the course key that hidden inputs are drawn from.").tag(config=True)
    isolation = Unicode("", help="Demand this tier of isolation: bwrap, landlock or rlimits.").tag(config=True)

    def __call__(self, nb: Any, resources: Any) -> Any:
        """Return the marked notebook, also with --no-execute: that would take what is not marked for right."""
        if self.enabled or not known_cells(resources):
            return super().__call__(nb, resources)
        return self.preprocess(nb, resources)

    def preprocess(self, nb: Any, resources: Any) -> Any:
        """Return the notebook with an output below each test cell: the message, and the points as its value."""
        known = known_cells(resources)
        if not known:
            return super().preprocess(nb, resources)
        about = resources["nbgrader"]
        tests = {cell.metadata.nbgrader.grade_id: cell for cell in nb.cells if is_grade(cell) and not is_solution(cell)}
        asks = {name: ask for name, cell in tests.items() if (ask := ask_of(cell.source))}
        course = self.parent.parent.coursedir
        folder = Path(course.format_path(course.submitted_directory, about["student"], about["assignment"]))
        wanted = asked_exercises(asks.values())
        hand_in = read_hand_in(folder, about["notebook"], unit_of(known), wanted, known)
        for note in hand_in.notes:
            self.log.info("%s: %s", about["student"], note)
        told, printed = marker(self.key, self.isolation, self.log).mark(hand_in, asks.values(), about["student"])
        resources["nbgrader"][UNCHECKED] = []
        for name, cell in tests.items():
            one = told[asks[name]] if name in asks else Told("could not check", None, name, NOT_OURS)
            if cell.cell_type == "code":
                cell.outputs = [output(one, cell.metadata.nbgrader.points)]
            if one.share is None:
                self.log.warning("%s: %s could not be checked; mark it by hand", about["student"], name)
                resources["nbgrader"][UNCHECKED].append(name)
        for cell in nb.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if name in wanted and cell.cell_type == "code":
                source = hand_in.files.get(name)
                beside = f"{source.filename} is graded, not this cell.\n" if source and not source.is_notebook else ""
                said = f"Printed while the public tests ran:\n{printed[name]}" if printed.get(name) else ""
                cell.outputs = [new_output("stream", name="stdout", text=beside + said)] if beside or said else []
        return nb, resources


def output(told: Told, points: float) -> Any:
    """Return the output of a test cell; without a mark it has no value, and so costs none."""
    mark = None if told.share is None else told.share * points
    page = show(told.outcome, mark, points, told.about, told.message)
    if mark is None:
        return new_output("display_data", {"text/plain": told.message, "text/html": page})
    return new_output("execute_result", {"text/plain": repr(mark), "text/html": page})


class SaveMarks(SaveAutoGrades):  # type: ignore[misc]
    """Keeps the marks; what could not be checked costs none and waits for a person."""

    def _add_score(self, cell: Any, resources: Any) -> None:
        super()._add_score(cell, resources)
        name = cell.metadata["nbgrader"]["grade_id"]
        if name in resources["nbgrader"].get(UNCHECKED, ()):
            grade = self.gradebook.find_grade(name, self.notebook_id, self.assignment_id, self.student_id)
            grade.auto_score, grade.needs_manual_grade = None, True
            self.gradebook.db.commit()
