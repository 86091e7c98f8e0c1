"""`lab release --nbgrader`: a course for nbgrader, one assignment a unit, graded in our closed room."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

from graders.course.errors import UsageError
from graders.course.record import write_whole
from graders.course.release.notebook import unit_notebook
from graders.course.release.student import claim
from graders.kit.catalog import ROOT, Unit, exercises, units

FIXTURE = re.compile(r"fixtures/[\w./-]*\w")
CONFIG = '''\
"""A course of text-analysis-lab for nbgrader: what students hand in runs in `lab`'s closed room, never in a kernel."""

c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "text_analysis_lab"
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE"}

# Names in quotes, and no imports: where text-analysis-lab is not installed, grading stops instead of doing without it.
c.Autograde.exporter_class = "graders.course.autograde.HandIns"
c.Autograde.autograde_preprocessors = [
    "graders.course.autograde.ClosedRoom",  # for nbgrader's Execute, which still runs all other notebooks
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "graders.course.autograde.SaveMarks",  # for nbgrader's SaveAutoGrades
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# As for `lab grade`: the file of the course key that hidden inputs are drawn from, and a tier of isolation to demand.
# c.ClosedRoom.key = "course.key"
# c.ClosedRoom.isolation = "bwrap"

# A student's file beside the notebook counts in place of its cell.
c.Autograde.exclude_overwriting = {
EXCLUDED}
'''


def release_nbgrader(folder: Path) -> None:
    """Write the course into a new or empty folder; the same files give the same bytes.

    Raises
    ------
    UsageError
        If there is something in the folder, or nbgrader is not installed.
    """
    if importlib.util.find_spec("nbgrader") is None:
        raise UsageError("nbgrader is not installed here: pip install 'text-analysis-lab[nbgrader]'.")
    claim(folder)
    for path, content in course_files().items():
        write_whole(folder / path, content)


def course_files() -> dict[str, bytes]:
    """Return the files of the course by path, with `/`."""
    import nbformat

    excluded = ""
    files: dict[str, bytes] = {}
    for unit in units().values():
        notebook = unit_notebook(unit)
        here = f"source/{unit.name}/"
        files[f"{here}{unit.name}.ipynb"] = nbformat.writes(notebook).encode() + b"\n"
        files |= {here + path: (ROOT / path).read_bytes() for path in _fixtures(notebook)}
        files[f"rubrics/{unit.name}.md"] = (ROOT / "reference" / unit.name / "rubric.md").read_bytes()
        excluded += f'    "{unit.name}": {_file_names(unit)},\n'
    files["nbgrader_config.py"] = CONFIG.replace("EXCLUDED", excluded).encode()
    return files


def _file_names(unit: Unit) -> str:
    names = [f"{e.name}.py" for e in exercises().values() if e.unit == unit.name]
    return str([*names, "quiz.py"]).replace("'", '"')


def _fixtures(notebook: Any) -> list[str]:
    """Return the paths of the fixtures that a notebook names, pictures and data, without the scripts that made them.

    Of a folder that is named together with folders in it, those are meant.
    """
    names = {name for cell in notebook.cells for name in FIXTURE.findall(cell.source)}
    found: set[Path] = set()
    for name in names:
        path = ROOT / name
        whole = not any(other.startswith(f"{name}/") for other in names)
        found |= {p for p in path.glob("**/*" if whole else "*") if p.is_file()} if path.is_dir() else {path}
    return [str(p.relative_to(ROOT)) for p in sorted(found) if p.suffix != ".py" and "__pycache__" not in p.parts]
