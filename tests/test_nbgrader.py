"""The course for nbgrader: released, handed in, graded, given back by the real nbgrader, whatever students do to it."""

import copy
import csv
import inspect
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import textwrap
import zipfile
from pathlib import Path

import pytest

from graders.course.errors import UsageError
from graders.course.record import read
from graders.course.release import nbgrader as released
from graders.course.release.notebook import unit_notebook
from graders.kit import notebook as desk
from graders.kit import quiz
from graders.kit.catalog import ROOT, exercises, units
from graders.kit.tests import load_tests

MASK = "causal_mask_checker"
STUDENTS = ("honest", "half", "stub", "leaver", "forger", "noisy", "endless", "careless", "mover", "beside", "broken")
SIDE_BY_SIDE = ("honest", "leaver", "forger", "noisy", "endless")
DRIVER = """
import json, sys
from nbgrader.apps.nbgraderapp import NbGraderApp
for name, *arguments in json.loads(sys.argv[1]):
    print(f"=== {name}", flush=True)
    app = NbGraderApp.subcommands[name][0]()
    app.initialize(arguments)
    app.start()
"""
GRADES = """
    select submitted_assignment.student_id, base_cell.name, grade.auto_score, grade.needs_manual_grade
    from grade join base_cell on base_cell.id = grade.cell_id
    join submitted_notebook on submitted_notebook.id = grade.notebook_id
    join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
"""

# What some add to a right solution, or hand in instead of it.
LEAVES = "def causal_mask(length):\n    import os\n    os._exit(0)\n"
FORGES = """
    def lab_check(*names):
        return None
    try:
        import graders.kit.check, graders.kit.notebook
        graders.kit.check.equal = graders.kit.check.array = lambda *args, **kwargs: None
        graders.kit.notebook.lab_check = lab_check
    except ImportError:
        pass
"""
MARKUP = "\n\ndef check_causal(weights, tolerance=1e-6):\n    raise ValueError('<script>alert(1)</script>')\n"
NOISE = """
    import os
    old = causal_mask
    def causal_mask(length):
        os.write(2, b"careful!")
        return old(length)
"""
ENDLESS = """
    old = causal_mask
    def causal_mask(length):
        while length == 5:
            try:
                sum(range(10 ** 6))
            except BaseException:
                pass
        return old(length)
"""


def bank(slug):
    return (exercises()[MASK].folder / "mistakes" / f"{slug}.py").read_text(encoding="utf-8")


RIGHT = exercises()[MASK].reference.read_text(encoding="utf-8")


class NbCourse:
    """An nbgrader course on disk, and nbgrader's commands in it."""

    def __init__(self, root, package):
        self.root = root
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "PYTHON", "LAB_"))},
            "PYTHONPATH": str(package),
            "OMP_NUM_THREADS": "1",
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",  # nbgrader looks for alembic there
            "PYTHONWARNINGS": "ignore",  # nbgrader's own, of SQLAlchemy
            **{f"JUPYTER_{kind}_DIR": str(root.parent / "jupyter" / kind) for kind in ("CONFIG", "RUNTIME")},
            "IPYTHONDIR": str(root.parent / "jupyter" / "ipython"),
            "HOME": str(root.parent),
        }

    def nbgrader(self, *command, **options):
        """What `nbgrader COMMAND` says."""
        return self.python("-m", "nbgrader", *command, **options)

    def each(self, *commands, **options):
        """What several commands say, run in one process, which is quicker."""
        return self.python("-c", DRIVER, json.dumps(commands), **options)

    def python(self, *arguments, folder="."):
        process = self.start(*arguments, folder=folder)
        said, _ = process.communicate(timeout=300)
        assert process.returncode == 0, said
        return said

    def start(self, *arguments, folder="."):
        command, out = [sys.executable, *arguments], subprocess.PIPE
        return subprocess.Popen(
            command, cwd=self.root / folder, env=self.environment, stdout=out, stderr=subprocess.STDOUT, text=True
        )

    def cells(self, *path):
        return json.loads(self.root.joinpath(*path).read_text(encoding="utf-8"))["cells"]

    def grades(self):
        """By student and cell: the score, and whether a person has to mark it."""
        found = {}
        with sqlite3.connect(self.root / "gradebook.db") as base:
            for student, cell, score, manual in base.execute(GRADES):
                found.setdefault(student, {})[cell] = (score, bool(manual))
        return found

    def points(self, student):
        """The points of the exercise."""
        return sum(score or 0.0 for cell, (score, _) in self.grades()[student].items() if cell.startswith(MASK))


def named(cell):
    return cell["metadata"].get("nbgrader", {}).get("grade_id", "")


def text(cell):
    return "".join(cell["source"])


def write(path, cells):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))


def filled(cells, solution=None, right=0, note=None):
    """A released notebook with a solution, so many right answers in the quiz, and a first note."""
    cells = copy.deepcopy(cells)
    for cell in cells:
        if named(cell) == MASK and solution is not None:
            cell["source"] = solution
        elif named(cell) == "quiz":
            cell["source"] = text(cell)
            for question in quiz.questions("attention")[:right]:
                answer = f'"{question.name}": "{question.answer}"'
                cell["source"] = cell["source"].replace(f'"{question.name}": None', answer)
        elif named(cell) == "notes-1" and note:
            cell["source"] = text(cell) + note
    return cells


def find(cells, name):
    return next(i for i, cell in enumerate(cells) if named(cell) == name)


def careless(cells):
    """Solved in a new cell; the stub copied to the end, tests and notes deleted, changed, copied and without names."""
    cells = filled(cells, right=3, note=" A note of more than eight words, so that it counts as one.")
    solved = {"cell_type": "code", "metadata": {}, "outputs": [], "source": RIGHT}
    stub, setup = cells[find(cells, MASK)], cells[find(cells, "text_analysis_lab-attention")]
    cells.insert(find(cells, MASK), solved)
    cells.append(copy.deepcopy(stub))
    cells.remove(setup)
    for name in (f"{MASK}-public-1", f"{MASK}-hidden-2", "quiz-q4", "notes-2"):
        del cells[find(cells, name)]
    cells[find(cells, f"{MASK}-public-2")]["source"] = "assert True"
    cells.append(copy.deepcopy(cells[find(cells, f"{MASK}-public-3")]))
    cells[find(cells, f"{MASK}-public-4")]["metadata"] = {"nbgrader": {"grade_id": 7}}
    cells[find(cells, f"{MASK}-public-5")]["metadata"]["nbgrader"] = {"schema_version": 1, "points": 99}
    cells[find(cells, f"{MASK}-hidden-1")]["metadata"]["nbgrader"]["points"] = 99
    cells.append({"cell_type": "code", "metadata": {"nbgrader": {"grade_id": "mine", "grade": True, "points": 50}}})
    cells += [7, {}, {"cell_type": "heading", "source": "\ud800"}]
    return cells


def mover(cells):
    """The solution made a text cell; the quiz copied to a cell without a name, and answered there."""
    answered = filled(cells, RIGHT, right=5)
    solution = cells[find(cells, MASK)]
    cells = filled(cells)
    cells[find(cells, MASK)] = {**solution, "cell_type": "markdown", "source": RIGHT}
    cells.insert(0, {**answered[find(answered, "quiz")], "metadata": {}})
    return cells


def hand_ins(cells, folder):
    note = "\n\nThe last head of layer 1 gives the pronoun 0.8 of its weight, whichever noun is meant."
    forged = textwrap.dedent(FORGES)
    made = {
        "honest": filled(cells, RIGHT, right=16, note=note),
        "half": filled(cells, bank("transposed") + MARKUP, right=4),
        "stub": cells,
        "leaver": filled(cells, RIGHT + LEAVES),
        "forger": filled(cells, bank("transposed") + forged),
        "noisy": filled(cells, RIGHT + textwrap.dedent(NOISE)),
        "endless": filled(cells, RIGHT + textwrap.dedent(ENDLESS)),
        "careless": careless(cells),
        "mover": mover(cells),
        "beside": filled(cells, bank("transposed") + "\n\n1 / 0\n"),
    }
    for student, content in made.items():
        write(folder / student / "attention.ipynb", content)
    (folder / "beside" / f"{MASK}.py").write_text(RIGHT)
    (folder / "half" / f"{MASK}.py").write_text(exercises()[MASK].stub.read_text())
    (folder / "broken").mkdir()
    (folder / "broken" / "attention.ipynb").write_text("{ this is no notebook")


@pytest.fixture(scope="module")
def package(course, tmp_path_factory):
    """A small tree with quiz and notes of its units."""
    root = tmp_path_factory.mktemp("package") / "package"
    shutil.copytree(course.root, root, ignore=shutil.ignore_patterns("__pycache__"))
    for unit in ("attention", "representation"):
        for name in (
            "exercises/{}/quiz.py",
            "exercises/{}/notes.md",
            "reference/{}/quiz.toml",
            "reference/{}/rubric.md",
        ):
            shutil.copy(ROOT / name.format(unit), root / name.format(unit))
    shutil.copytree(ROOT / "fixtures" / "pictures", root / "fixtures" / "pictures")
    ignore = shutil.ignore_patterns("*.safetensors")
    shutil.copytree(ROOT / "fixtures" / "models", root / "fixtures" / "models", ignore=ignore)
    return root


@pytest.fixture(scope="module")
def graded(package, tmp_path_factory):
    """The course after all students were graded; `log` is what nbgrader said."""
    nb = NbCourse(tmp_path_factory.mktemp("nbgrader") / "course", package)
    nb.root.mkdir()
    release = "from pathlib import Path; from graders.course.release.nbgrader import release_nbgrader as r; r(Path())"
    nb.python("-c", release)
    with open(nb.root / "nbgrader_config.py", "a") as config:
        config.write(f"c.Exchange.root = {str(nb.root.parent / 'exchange')!r}\n")
        config.write(f"c.Exchange.cache = {str(nb.root.parent / 'cache')!r}\n")
    foreign(nb.root / "source" / "plain" / "plain.ipynb")
    (nb.root.parent / "exchange").mkdir()
    (nb.root.parent / "exchange").chmod(0o777)
    nb.before = nb.each(
        ["validate", "source/attention/attention.ipynb"],
        ["generate_assignment", "attention"],
        ["release_assignment", "attention"],
        ["generate_assignment", "plain"],
    )
    hand_ins(nb.cells("release", "attention", "attention.ipynb"), nb.root.parent / "made")
    collect(nb)
    nb.executed = start_executing(nb)
    nb.log = nb.nbgrader("autograde", "attention")
    yield nb
    nb.executed.running.kill()
    nb.executed.running.communicate()


def collect(nb):
    """One student hands in through the exchange, the others through a learning platform, which gives zips."""
    made, downloads = nb.root.parent / "made", nb.root / "downloaded" / "attention" / "archive"
    downloads.mkdir(parents=True)
    for student in STUDENTS[1:]:
        with zipfile.ZipFile(downloads / f"{student}.zip", "w") as archive:
            for path in (made / student).iterdir():
                archive.write(path, path.name)
    home = nb.root.parent / "home"
    home.mkdir()
    shutil.copy(nb.root / "nbgrader_config.py", home)
    nb.each(["fetch_assignment", "attention"], folder=home)
    shutil.copy(made / "honest" / "attention.ipynb", home / "attention")
    nb.each(["submit", "attention", "--student=honest"], folder=home)
    pattern = r"--FileNameCollectorPlugin.named_regexp=.*/(?P<student_id>\w+)/(?P<file_id>\w+)\.\w+$"
    nb.each(
        ["collect", "attention"],
        ["zip_collect", "attention", pattern, "--FileNameCollectorPlugin.valid_ext=['.ipynb','.py']"],
    )


def foreign(path):
    """An instructor's own assignment in the same course."""
    about = {"schema_version": 3, "locked": False, "solution": False, "grade": False, "task": False}
    solution = {"nbgrader": {**about, "grade_id": "double", "solution": True}}
    test = {"nbgrader": {**about, "grade_id": "test", "grade": True, "locked": True, "points": 2}}
    code = {"cell_type": "code", "outputs": [], "execution_count": None}
    body = "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION\n"
    cells = [
        {**code, "id": "a", "metadata": solution, "source": body},
        {**code, "id": "b", "metadata": test, "source": "assert double(2) == 4"},
    ]
    write(path, cells)


def start_executing(graded):
    """Have the same hand-ins graded by nbgrader's own Execute; it takes its time, and goes on beside the tests."""
    nb = NbCourse(graded.root.parent / "executed", graded.environment["PYTHONPATH"])
    shutil.copytree(graded.root / "source" / "attention", nb.root / "source" / "attention")
    config = "c = get_config()\nc.ClearSolutions.code_stub = {'python': '# YOUR CODE HERE'}\nc.Execute.timeout = 3\n"
    (nb.root / "nbgrader_config.py").write_text(config)
    for student in SIDE_BY_SIDE:
        target = nb.root / "submitted" / student
        shutil.copytree(graded.root / "submitted" / student, target, ignore=shutil.ignore_patterns("fixtures"))
    commands = [["generate_assignment", "attention"], ["autograde", "attention"]]
    nb.running = nb.start("-c", DRIVER, json.dumps(commands))
    return nb


def stripped(source):
    """A solution's text as generate_assignment leaves it."""
    return re.sub(r"### BEGIN SOLUTION.*?### END SOLUTION", "# YOUR CODE HERE", source, flags=re.S)


def lines(text):
    return [line for line in text.splitlines() if line.strip() not in ("", "# YOUR CODE HERE")]


@pytest.mark.parametrize("unit", units())
def test_a_notebook_has_every_exercise_with_its_contract_its_points_and_an_answer_that_strips_to_the_stub(unit):
    cells = unit_notebook(units()[unit]).cells
    by_name = {cell.metadata.nbgrader.grade_id: cell for cell in cells if "nbgrader" in cell.metadata}
    assert len(by_name) == sum("nbgrader" in cell.metadata for cell in cells)
    assert len({cell.id for cell in cells}) == len(cells)
    for exercise in (e for e in exercises().values() if e.unit == unit):
        source = by_name[exercise.name].source
        compile(source, exercise.name, "exec")
        assert lines(stripped(source)) == lines(exercise.stub.read_text(encoding="utf-8"))
        tests = [cell for name, cell in by_name.items() if re.match(rf"{exercise.name}-(public|hidden)-", name)]
        assert sum(cell.metadata.nbgrader.points for cell in tests) == exercise.points
        assert len({t.name for t in load_tests(exercise)}) == len(tests)
    questions = [cell for name, cell in by_name.items() if name.startswith("quiz-")]
    assert len(questions) == len(quiz.questions(unit))
    notes = [cell for name, cell in by_name.items() if name.startswith("notes-")]
    rubric = (ROOT / "reference" / unit / "rubric.md").read_text(encoding="utf-8")
    assert f"\n{sum(cell.metadata.nbgrader.points for cell in notes):g} points. " in rubric
    assert all("A good answer names:" in cell.source for cell in notes)


@pytest.mark.parametrize("unit", units())
def test_the_answers_of_a_unit_do_not_take_each_others_names(unit):
    taken = {}
    for cell in unit_notebook(units()[unit]).cells:
        if cell.cell_type == "code" and cell.metadata.nbgrader.solution:
            for name in re.findall(r"^(?:def |class )?(\w+)(?:\(| =)", cell.source, re.M):
                assert taken.setdefault(name, cell.id) == cell.id, name


def test_the_same_course_is_released_byte_by_byte_with_all_that_its_pages_link_to():
    files = released.course_files()
    assert files == released.course_files()
    for unit in units():
        book = files[f"source/{unit}/{unit}.ipynb"].decode()
        for link in re.findall(r"\]\((?!https?:|#)([^)]+)\)", book):
            assert f"source/{unit}/{link}" in files
    assert not [path for path in files if path.endswith(".py") and path != "nbgrader_config.py"]


def test_nothing_is_written_over_and_a_missing_nbgrader_is_named(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="is there already"):
        released.release_nbgrader(tmp_path)
    monkeypatch.setattr(released.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match="nbgrader is not installed"):
        released.release_nbgrader(tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_the_references_pass_in_the_notebook_and_a_student_gets_nothing_that_is_hidden(graded):
    assert "Success! Your notebook passes all the tests." in graded.before
    cells = graded.cells("release", "attention", "attention.ipynb")
    told = json.dumps([text(cell) + named(cell) for cell in cells])
    assert lines(text(cells[find(cells, MASK)])) == lines(exercises()[MASK].stub.read_text(encoding="utf-8"))
    for test in load_tests(exercises()[MASK]):
        assert (test.name in told) is not test.hidden
    assert not [word for word in ("BEGIN", "ROW_SUM_TOLERANCE", "good answer", "Right:") if word in told]
    assert find(cells, f"{MASK}-hidden-1")


def test_everybody_gets_their_marks_whatever_became_of_the_notebook(graded):
    points = {student: graded.points(student) for student in STUDENTS}
    assert 0.0 < points.pop("forger") < 5.0
    assert 5.0 < points.pop("endless") < 10.0
    assert points == {
        "honest": 10.0,
        "half": 0.0,
        "stub": 0.0,
        "leaver": 0.0,
        "noisy": 10.0,
        "careless": 10.0,
        "mover": 10.0,
        "beside": 10.0,
        "broken": 0.0,
    }
    right = {"honest": 16, "half": 4, "careless": 3, "mover": 5}
    for student, grades in graded.grades().items():
        quiz_cells = {score for cell, (score, _) in grades.items() if cell.startswith("quiz-")}
        assert quiz_cells <= {0.0, 1.0}
        assert sum(grades[f"quiz-q{n}"][0] for n in range(1, 17)) == right.get(student, 0)
        assert not [cell for cell, (_, manual) in grades.items() if manual and not cell.startswith("notes-")]
    assert "Traceback" not in graded.log


def test_a_note_waits_for_a_person_and_none_costs_nobody_a_look(graded):
    waiting = {s: [c for c, (_, manual) in grades.items() if manual] for s, grades in graded.grades().items()}
    assert waiting["honest"] == ["notes-1"]
    assert waiting["stub"] == []
    assert waiting["careless"] == ["notes-1", "notes-2"]  # the second was deleted: it may stand elsewhere
    assert len(waiting["broken"]) == 5


def test_the_marks_are_those_of_lab_grade(graded, package):
    out = graded.root.parent / "graded"
    command = ("-m", "graders.cli", "grade", str(graded.root / "submitted"), "--out", str(out), "--only", MASK)
    subprocess.run([sys.executable, *command], env=graded.environment, cwd=package, check=True, capture_output=True)
    for record in read(out / "results.jsonl"):
        if record.submission in ("careless", "mover"):  # only the gradebook knows what these cells were
            continue
        tests = record.exercises[0].tests
        public = [t.points for t in tests if not t.hidden]
        grades = graded.grades()[record.submission]
        names = [f"{MASK}-public-{n + 1}" for n in range(len(public))]
        names += [f"{MASK}-hidden-{n + 1}" for n in range(len(tests) - len(public))]
        assert [grades[name][0] for name in names] == [t.points for t in tests], record.submission


def test_a_careless_notebook_is_put_right_and_shown_with_every_test_once(graded):
    wanted = [named(c) for c in graded.cells("source", "attention", "attention.ipynb") if named(c)]
    for student in STUDENTS:
        cells = graded.cells("autograded", student, "attention", "attention.ipynb")
        names = [named(cell) for cell in cells if named(cell)]
        assert sorted({*names, MASK, "quiz"}) == sorted(wanted)
        assert len(names) == len(set(names))
    cells = graded.cells("autograded", "careless", "attention", "attention.ipynb")
    assert text(cells[find(cells, f"{MASK}-public-2")]).endswith(")")
    assert any(text(cell) == RIGHT for cell in cells)
    assert f"careless: cell {MASK}-public-3 is there 2 times" in graded.log
    assert f"careless: cell {MASK}-hidden-2 is missing" in graded.log
    assert "broken: attention.ipynb: is not a notebook" in graded.log


def test_a_file_beside_the_notebook_counts_and_that_is_said(graded):
    cells = graded.cells("autograded", "beside", "attention", "attention.ipynb")
    (output,) = cells[find(cells, MASK)]["outputs"]
    assert "".join(output["text"]) == f"{MASK}.py is graded, not this cell.\n"
    assert f"beside: attention.ipynb is not graded for {MASK} ({MASK}.py is)" in graded.log


def test_the_isolation_in_force_is_told(graded):
    assert len(re.findall(r"\w+: isolation (?:bwrap|landlock|rlimits)$", graded.log, re.M)) == len(STUDENTS)
    assert graded.log.count("hidden inputs are drawn from an open key") == 1  # one room serves them all


def test_feedback_says_what_is_wrong_and_gives_nothing_hidden_away(graded):
    graded.each(
        ["generate_feedback", "attention"],
        ["release_feedback", "attention", "--student=honest"],  # only the exchange gives feedback back
        ["export"],
    )
    page = (graded.root / "feedback" / "half" / "attention" / "attention.html").read_text(encoding="utf-8")
    assert "causal_mask(2) returned the wrong values." in page
    assert f'href="#{MASK}-transposed"' in page
    assert f'id="{MASK}-transposed"' in page
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    hidden = exercises()[MASK].hidden_tests.read_text(encoding="utf-8")
    secret = {
        line.strip()
        for line in hidden.splitlines()
        if len(line.strip()) > 25 and not line.startswith(("def ", "import"))
    }
    assert not [line for line in secret if line in page]
    assert f"A hidden test of {MASK} fails: an array of another shape is refused." in page
    outbound = graded.root.parent / "exchange" / "text_analysis_lab" / "feedback"
    assert len(list(outbound.iterdir())) == 1
    with open(graded.root / "grades.csv", newline="") as file:
        scores = {row["student_id"]: row["score"] for row in csv.DictReader(file) if row["assignment"] == "attention"}
    assert scores["honest"] == "26.0"
    assert scores.keys() == set(STUDENTS)


def test_what_could_not_be_checked_costs_no_marks_and_waits_for_a_person(graded, package, tmp_path):
    nb = NbCourse(tmp_path / "course", tmp_path / "package")
    shutil.copytree(package, tmp_path / "package")
    shutil.copytree(graded.root, nb.root)
    (tmp_path / "package" / "fixtures" / "attentions" / "tiny-gpt2.npz").unlink()
    again = ["autograde", "attention", "--force"]
    log = nb.each([*again, "--student=honest"], [*again, "--student=stub", "--no-execute"])
    grades = nb.grades()["honest"]
    lost = [cell for cell, (score, manual) in grades.items() if manual and cell.startswith(MASK)]
    tests = {True: [], False: []}
    for test in load_tests(exercises()[MASK]):
        tests[test.hidden].append("tiny-gpt2" in inspect.getsource(test.function))
    wanted = [f"{MASK}-public-{n}" for n, uses in enumerate(tests[False], start=1) if uses]
    assert lost == wanted + [f"{MASK}-hidden-{n}" for n, uses in enumerate(tests[True], start=1) if uses]
    assert [grades[cell][0] for cell in lost] == [None] * len(lost)
    assert 0.0 < nb.points("honest") < 10.0
    assert f"honest: {lost[0]} could not be checked; mark it by hand" in log
    cells = nb.cells("autograded", "honest", "attention", "attention.ipynb")
    assert "costs no marks" in str(cells[find(cells, lost[0])]["outputs"])
    assert nb.points("stub") == 0.0  # also where nbgrader is told to execute nothing


def test_other_assignments_of_the_course_are_still_executed(graded):
    cells = graded.cells("release", "plain", "plain.ipynb")
    cells[0]["source"] = "def double(x):\n    return x + x"
    write(graded.root / "submitted" / "other" / "plain" / "plain.ipynb", cells)
    graded.nbgrader("autograde", "plain")
    assert graded.grades()["other"] == {"test": (2.0, False)}
    (_, test) = graded.cells("autograded", "other", "plain", "plain.ipynb")
    assert test["execution_count"] == 2


def test_at_a_desk_a_test_cell_judges_what_the_notebook_has_defined(graded):
    said = graded.nbgrader("validate", "submitted/half/attention/attention.ipynb")
    assert said.count("lab_check(") == 5
    assert "causal_mask(2) returned the wrong values." in said
    assert "likely    the mask is transposed" in said
    assert re.search(r"at +line \d+, in check_causal: raise ValueError", said)
    assert desk.lab_check(MASK, "gpt2_is_causal_and_distilbert_is_not") is None  # nothing happens outside a notebook


def test_without_the_package_a_test_cell_says_how_to_install_it(graded, tmp_path):
    cells = graded.cells("release", "attention", "attention.ipynb")
    script = text(cells[find(cells, "text_analysis_lab-attention")]) + "\nlab_check('a', 'b')\nquiz_check('a', 'q1')\n"
    command = [sys.executable, "-c", "import sys; sys.modules['graders'] = None\n" + script]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.stderr == ""
    first, second = done.stdout.splitlines()
    assert first == second
    assert first.startswith("text-analysis-lab is not installed in this kernel: run `%pip install -e FOLDER`")


def test_hand_ins_that_nbgrader_marks_wrongly_by_itself_get_the_right_mark(graded):
    graded.executed.running.communicate(timeout=300)
    marks = {s: (graded.points(s), graded.executed.points(s)) for s in SIDE_BY_SIDE}
    print("closed room, nbgrader's Execute:", marks)
    assert marks.pop("honest") == (10.0, 10.0)
    assert marks.pop("leaver") == (0.0, 0.0)
    assert marks["forger"][0] < marks["forger"][1]  # tampered with the tests
    assert marks["noisy"] == (10.0, 0.0)  # wrote to stderr
    assert marks["endless"][0] > marks["endless"][1]  # one endless loop, and all is lost
