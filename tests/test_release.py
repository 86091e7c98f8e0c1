"""What leaves the house: the student's copy and the autograder for Gradescope."""

import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from graders.course.release import cassettes, leaks
from graders.kit.catalog import ROOT, exercises
from graders.kit.llm import CASSETTES, Tape
from tests.conftest import QUICK, Course

MASK, CENTROID = (exercises()[name] for name in QUICK)


@pytest.fixture(scope="module")
def released(course, tmp_path_factory) -> Path:
    """The student's copy of a small course."""
    folder = tmp_path_factory.mktemp("released") / "copy"
    done = course.lab("release", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture
def copy(released, tmp_path) -> Course:
    """A student's copy that a test may write into."""
    shutil.copytree(released, tmp_path / "copy")
    return Course(tmp_path / "copy")


def digest(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_a_copy_has_no_reference_no_hidden_test_and_no_bank(released):
    names = " ".join(digest(released))
    for part in (" reference/", "_hidden", "mistakes", "accepted", "quiz.toml", "rubric", "course.key", "release/"):
        assert part not in names
    assert list(leaks.leaks(released)) == []


def test_the_same_course_gives_the_same_bytes(course, released, tmp_path):
    assert course.lab("release", tmp_path / "again").returncode == 0
    assert digest(tmp_path / "again") == digest(released)


def test_in_a_copy_nothing_is_started_and_the_reference_passes(copy):
    done = copy.pytest()
    assert "not started" in done.stdout
    assert "FAILED" not in done.stdout
    for exercise in (MASK, CENTROID):
        copy.solve(exercise.name, exercise.reference.read_text(encoding="utf-8"))
    done = copy.pytest()
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("exercise", [MASK, CENTROID], ids=lambda e: e.name)
def test_a_copy_says_of_every_mistake_what_the_full_course_says(copy, own_course, exercise):
    said = []
    for course in (copy, own_course):
        text = ""
        for path in exercise.bank("mistakes"):
            course.solve(exercise.name, path.read_text(encoding="utf-8"))
            lines = course.pytest(f"exercises/{exercise.unit}/{exercise.name}.py").stdout.splitlines()
            text += "\n".join(line for line in lines if " in " not in line)
        said.append(text)
    assert said[0] == said[1]
    assert "  likely " in said[0]


def test_the_workflow_of_a_copy_grades_what_was_pushed(copy):
    copy.solve(MASK.name, MASK.reference.read_text(encoding="utf-8"))
    (copy.root / "build" / "class").mkdir(parents=True)
    shutil.copytree(copy.root / "exercises", copy.root / "build" / "class" / "hand-in")
    done = copy.lab("grade", "build/class", "--out", "build/results")
    assert done.returncode == 0, done.stderr
    (line,) = (copy.root / "build" / "results" / "results.jsonl").read_text().splitlines()
    graded = {e["name"]: e for e in json.loads(line)["exercises"]}
    assert graded[MASK.name]["outcome"] == "passed"
    assert not any(test["hidden"] for test in graded[MASK.name]["tests"])
    assert graded[CENTROID.name]["outcome"] == "not started"
    assert "hand-in" in copy.read("build", "results", "summary.md")


def test_commands_for_authors_are_not_in_a_copy(copy):
    said = copy.lab("--help").stdout
    assert "hint" in said
    for command in ("verify", "release", "record"):
        assert f" {command} " not in said
    assert copy.lab("explore", "attention", "--reference").returncode == 2


SECRETS = {
    "a reference": MASK.reference,
    "a hidden test": MASK.hidden_tests,
    "a wrong solution": MASK.bank("mistakes")[0],
    "another right solution": CENTROID.bank("accepted")[0],
    "answers of a quiz": ROOT / "reference" / "attention" / "quiz.toml",
}
PLACES = {
    "a README": lambda text: ("exercises/attention/README.md", text),
    "a hint": lambda text: (f"graders/attention/{MASK.name}/hints.md", "\n1. Look: " + text + "\n"),
    "a picture's data": lambda text: ("fixtures/attentions/extra.npz", "\udcff" + text),
    "a text in JSON lines": lambda text: ("fixtures/texts/extra.jsonl", json.dumps({"id": "x", "text": text}) + "\n"),
}


@pytest.mark.parametrize("what", SECRETS)
@pytest.mark.parametrize("where", PLACES)
def test_whatever_is_secret_is_found_wherever_it_lies(tmp_path, what, where):
    path, text = PLACES[where](SECRETS[what].read_text(encoding="utf-8"))
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(text, encoding="utf-8", errors="surrogateescape")
    (found,) = leaks.leaks(tmp_path)
    assert found.startswith(f"{path} holds a line of ")


def test_nothing_is_written_when_something_would_be_given_away(own_course, tmp_path):
    readme = own_course.root / "exercises" / "attention" / "README.md"
    readme.write_text(readme.read_text() + "\n" + MASK.hidden_tests.read_text())
    done = own_course.lab("release", tmp_path / "copy")
    assert done.returncode == 2
    assert "would give away: exercises/attention/README.md" in done.stderr
    assert not (tmp_path / "copy").exists()
    assert "Traceback" not in done.stderr


def test_nothing_is_written_when_verify_does_not_hold(own_course, tmp_path):
    hints = own_course.root / "graders" / "attention" / MASK.name / "hints.md"
    hints.write_text("1. Only one.\n")
    done = own_course.lab("release", tmp_path / "copy")
    assert done.returncode == 2
    assert "hints.md does not hold three hints" in done.stdout
    assert not (tmp_path / "copy").exists()


def test_what_is_there_is_not_overwritten(course, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "mine.zip").write_text("mine")
    for arguments in ([tmp_path], ["--gradescope", tmp_path / "mine.zip"], []):
        done = course.lab("release", *arguments)
        assert done.returncode == 2
        assert len(done.stderr.strip().splitlines()) == 1
    assert (tmp_path / "mine.txt").read_text() == (tmp_path / "mine.zip").read_text() == "mine"


def test_recordings_lose_what_only_hidden_tests_ask(tmp_path):
    asking = [exercises()[name] for name in ("llm_classifier", "llm_clusterer", "text_embedder")]
    secret = cassettes.hidden_only(asking, CASSETTES)
    assert secret["openai-embeddings"]
    assert secret["groq-chat"]
    for name, texts in secret.items():
        path = CASSETTES / f"{name}.json"
        (tmp_path / path.name).write_bytes(cassettes.cut(path, texts))
        whole, left = Tape(path), Tape(tmp_path / path.name)
        assert subjects(left) == subjects(whole) - texts
        assert not [q for q in left.questions if tuple(" ".join(t.split()) for t in q["texts"]) in texts]
        for (model, text), vector in left.vectors.items():
            assert whole.vectors[model, text] == vector


def subjects(tape: Tape) -> set[tuple[str, ...]]:
    """What is asked on a recording: the texts of a chat, or one text that is embedded."""
    if tape.vectors:
        return {(text,) for _, text in tape.vectors}
    return {meaning.documents for meaning in tape.answers}


def autograder(course: Course, root: Path) -> Path:
    """Lay out Gradescope's folders as its images have them."""
    assert course.lab("release", "--gradescope", root / "lab.zip").returncode == 0
    with zipfile.ZipFile(root / "lab.zip") as archive:
        archive.extractall(root / "source")
        modes = {info.filename: info.external_attr >> 16 for info in archive.infolist()}
    assert modes["run_autograder"] & modes["setup.sh"] & stat.S_IXUSR
    (root / "source" / "lab" / ".venv").symlink_to(sys.prefix)
    shutil.copy(root / "source" / "run_autograder", root / "run_autograder")
    (root / "results").mkdir()
    metadata = {"users": [{"id": 7, "email": "ada@example.edu"}], "id": 123}
    (root / "submission_metadata.json").write_text(json.dumps(metadata))
    return root


def run_autograder(root: Path) -> subprocess.CompletedProcess:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "PYTHON"))}
    return subprocess.run(["bash", root / "run_autograder"], env=environment, capture_output=True, text=True)


def test_gradescope_grades_a_submission_in_its_own_layout(course, tmp_path):
    root = autograder(course, tmp_path)
    (root / "submission").mkdir()
    shutil.copy(MASK.reference, root / "submission" / f"{MASK.name}.py")
    shutil.copy(CENTROID.bank("mistakes")[0], root / "submission" / f"{CENTROID.name}.py")
    done = run_autograder(root)
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads((root / "results" / "results.json").read_text())
    assert 10 <= results["score"] < 20
    assert {test["visibility"] for test in results["tests"]} == {"visible", "after_published"}
    assert any(0 < test["score"] == test["max_score"] for test in results["tests"])
    assert any("likely" in test["output"] for test in results["tests"])


def test_gradescope_gets_no_marks_where_nothing_could_be_graded(course, tmp_path):
    root = autograder(course, tmp_path)
    done = run_autograder(root)
    assert done.returncode == 1
    assert "submission cannot be read" in done.stdout
    assert not list((root / "results").iterdir())
