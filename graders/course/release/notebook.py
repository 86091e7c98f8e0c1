"""Makes one notebook of a unit, in nbgrader's form: pages, contracts, references, tests, quiz and lab notes.

Everything is taken from the files of the unit; the references stand between nbgrader's marks, so that
`generate_assignment` leaves the stubs.
"""

from __future__ import annotations

import re
from typing import Any

from graders.course.errors import UsageError
from graders.course.release.solution import BEGIN, END, solved
from graders.kit import quiz
from graders.kit.catalog import ROOT, Exercise, Unit, exercises
from graders.kit.tests import Test, load_tests

SETUP = "text_analysis_lab-"  # with the unit's name the id of a locked cell, by which grading knows our notebooks
KERNEL = {
    "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    "language_info": {"name": "python"},
}
IMPORTS = """\
try:
    from graders.kit.notebook import lab_check, quiz_check
except ImportError:
    def lab_check(*names):
        print(
            "text-analysis-lab is not installed in this kernel: run `%pip install -e FOLDER`, "
            "where FOLDER is your copy of the course, and restart the kernel."
        )

    quiz_check = lab_check
"""
HOW_TO = """\
**How this notebook works.** Replace `raise NotImplementedError` by your code. Each cell below a solution runs one
public test on what you have defined here, and says what it found; where it names a mistake, the link behind `read`
leads to what it is about. Hidden tests are run after hand-in, and the quiz is marked then. Add cells as you like. An
exercise may also be handed in as a file beside this notebook, for instance `{example}.py`: then the file counts, and
not the cell.
"""
QUIZ = """\
## Quiz

{count} questions, 1 point each. Put a letter, in quotes, in place of `None`.
"""


def unit_notebook(unit: Unit) -> Any:
    """Return the source notebook of a unit, an nbformat notebook; the same files give the same notebook."""
    from nbformat import validate
    from nbformat.v4 import new_notebook

    mine = [e for e in exercises().values() if e.unit == unit.name]
    page = (ROOT / "exercises" / unit.name / "README.md").read_text(encoding="utf-8")
    intro, sections = _sections(page)
    intro = "\n\n".join(text for text in intro.split("\n\n") if "`pytest" not in text)  # what is said in HOW_TO
    cells = [
        _text("introduction", intro),
        _text("how-to", HOW_TO.format(example=mine[0].name)),
        _code(SETUP + unit.name, IMPORTS, locked=True),
    ]
    taken: set[str] = set()
    for exercise in mine:
        cells += _exercise_cells(exercise, sections.pop(exercise.name), taken)
    cells += _quiz_cells(unit.name) + _notes_cells(unit.name)
    cells += [_text(f"page-{number}", text) for number, text in enumerate(sections.values(), start=1)]
    notebook = new_notebook(cells=cells, metadata=KERNEL)
    validate(notebook)
    return notebook


def _exercise_cells(exercise: Exercise, section: str, taken: set[str]) -> list[Any]:
    idea, _, mistakes = section.partition("### Common mistakes")
    heading, _, idea = idea.partition("\n")
    about = f"{heading}\n\n*{exercise.title}* ({_points(exercise.points)})\n{idea}"
    stub, reference = (path.read_text(encoding="utf-8") for path in (exercise.blank, exercise.reference))
    cells = [
        _text(f"{exercise.name}-idea", about),
        _code(exercise.name, solved(stub, reference, exercise.name, taken), solution=True),
    ]
    numbers = {False: 0, True: 0}
    for test in load_tests(exercise):
        numbers[test.hidden] += 1
        name = f"{exercise.name}-{'hidden' if test.hidden else 'public'}-{numbers[test.hidden]}"
        cells.append(_code(name, _test_code(test), grade=True, locked=True, points=test.points))
    return [*cells, _text(f"{exercise.name}-mistakes", "### Common mistakes" + mistakes)]


def _test_code(test: Test) -> str:
    ask = f'lab_check("{test.exercise.name}", "{test.name}")'
    if not test.hidden:
        return f"# {_points(test.points)}: {test.requirement}\n{ask}"
    return (
        f"# {_points(test.points)}: a hidden test, run after hand-in\n"
        f"### BEGIN HIDDEN TESTS\n{ask}\n### END HIDDEN TESTS"
    )


def _quiz_cells(unit: str) -> list[Any]:
    text = (ROOT / "exercises" / unit / "quiz.py").read_text(encoding="utf-8")
    questions = quiz.questions(unit)
    right = ", ".join(f"{q.name} {q.answer}" for q in questions)
    marked = text.replace("ANSWERS = {\n", f"ANSWERS = {{\n    {BEGIN}\n    # Right: {right}.\n    {END}\n", 1)
    cells = [_text("quiz-heading", QUIZ.format(count=len(questions))), _code("quiz", marked, solution=True)]
    for question in questions:
        ask = f'quiz_check("{unit}", "{question.name}")'
        cells.append(_code(f"quiz-{question.name}", ask, grade=True, locked=True, points=1.0))
    return cells


def _notes_cells(unit: str) -> list[Any]:
    """Return a cell with each question of the lab notes and one for the answer, which people mark."""
    intro, questions = _sections((ROOT / "exercises" / unit / "notes.md").read_text(encoding="utf-8"))
    rubric = ROOT / "reference" / unit / "rubric.md"
    levels, rubrics = _sections(rubric.read_text(encoding="utf-8"))
    total = re.search(r"^(\d+) points\. ", levels, re.M)
    if total is None or questions.keys() != rubrics.keys():
        raise UsageError(f"{rubric.relative_to(ROOT)} does not tell the points in all, or has other headings.")
    points = int(total[1]) / len(questions)
    levels = levels[levels.index("| ") :]
    cells = [_text("notes-heading", intro)]
    for number, (heading, text) in enumerate(questions.items(), start=1):
        question, bar, table = text.partition("\n| ")
        good = rubrics[heading].partition("\n")[2].strip()
        answer = "\n\n".join([(bar + table).strip(), f"{BEGIN}\n{levels}\n\n{good}\n{END}"])
        cells.append(_text(f"notes-{number}-question", f"{question.strip()}\n\n({_points(points)})"))
        about = _about(f"notes-{number}", grade=True, solution=True, points=points)
        cells.append(_text(f"notes-{number}", answer, about))
    return cells


def _sections(page: str) -> tuple[str, dict[str, str]]:
    """Return what stands before the first heading of level 2, and each section with its heading."""
    page = page.replace("](../../fixtures/", "](fixtures/")
    intro, *sections = re.split(r"^(?=## )", page, flags=re.M)
    return intro.strip(), {text.partition("\n")[0][3:].strip(): text.strip() for text in sections}


def _points(value: float) -> str:
    return f"{value:g} point" + ("" if value == 1 else "s")


def _text(name: str, text: str, metadata: dict[str, Any] | None = None) -> Any:
    from nbformat.v4 import new_markdown_cell

    return new_markdown_cell(text.strip(), id=name[:64], metadata=metadata or {})


def _code(name: str, source: str, **about: Any) -> Any:
    from nbformat.v4 import new_code_cell

    return new_code_cell(source.strip("\n"), id=name[:64], metadata=_about(name, **about))


def _about(name: str, **about: Any) -> dict[str, Any]:
    """Return the metadata that nbgrader reads."""
    rest = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False}
    return {"nbgrader": {**rest, "grade_id": name, **about}}
