"""Makes an nbgrader course of the same exercises, tests and hand-ins.

    python -m tests.bench.notebooks CLASS COURSE EXERCISE,…

It is a process of its own: what imports nbgrader grows, and a process passes its size on to those it starts.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from graders.kit.catalog import Exercise, exercises
from graders.kit.tests import load_tests
from tests.bench.in_process import cell_name

ASSIGNMENT = "ps1"
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def make_course(course: Path, chosen: list[Exercise]) -> None:
    """Write the source notebook and release it, as an instructor does."""
    course.mkdir(parents=True)
    (course / "nbgrader_config.py").write_text("get_config().CourseDirectory.course_id = 'bench'\n")
    cells = [_cell("imports", "from tests.bench.in_process import run_cell", locked=True)]
    for exercise in chosen:
        solution = f"### BEGIN SOLUTION\n{exercise.reference.read_text(encoding='utf-8')}\n### END SOLUTION"
        cells.append(_cell(exercise.name, solution, solution=True))
        for test in load_tests(exercise):
            call = f"run_cell({exercise.name!r}, {cell_name(test)!r}, globals())"
            if test.hidden:
                call = f"### BEGIN HIDDEN TESTS\n{call}\n### END HIDDEN TESTS"
            name = f"{exercise.name}-{cell_name(test)}"
            cells.append(_cell(name, call, grade=True, locked=True, points=test.points))
    source = course / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    source.parent.mkdir(parents=True)
    nbformat.write(new_notebook(cells=cells, metadata=KERNEL), source)
    subprocess.run([sys.executable, "-m", "nbgrader", "generate_assignment", ASSIGNMENT], cwd=course, check=True)


def submit(course: Path, chosen: list[Exercise], hand_in: Path) -> None:
    """Hand in the released notebook with a student's code in its solution cells."""
    notebook = nbformat.read(course / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4)
    code = {e.name: (hand_in / e.unit / f"{e.name}.py").read_text(encoding="utf-8") for e in chosen}
    for cell in notebook.cells:
        cell.source = code.get(cell.metadata.nbgrader.grade_id, cell.source)
    path = course / "submitted" / hand_in.name / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)


def _cell(name: str, source: str, **options: Any) -> Any:
    about = {
        "schema_version": 3,
        "grade_id": name,
        "grade": False,
        "solution": False,
        "locked": False,
        "task": False,
    }
    return new_code_cell(source, metadata={"nbgrader": {**about, **options}})


def main() -> None:
    folder, course, names = sys.argv[1:]
    chosen = [exercises()[name] for name in names.split(",")]
    make_course(Path(course), chosen)
    for hand_in in sorted(Path(folder).iterdir()):
        submit(Path(course), chosen, hand_in)


if __name__ == "__main__":
    main()
