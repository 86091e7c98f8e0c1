"""A regrade draws the same, grades the same hand-ins, leaves the old record alone, and says who moved and why."""

import csv
import json
import shutil
from dataclasses import replace

import pytest

from graders.course import record
from graders.course.changes import compare
from graders.course.record import ExerciseRecord, QuestionRecord, QuizRecord, Record, TestRecord
from graders.course.report.changes import lines, write_changes
from graders.kit.catalog import exercises
from tests.conftest import copy_course

MASK, CENTROID = "causal_mask_checker", "centroid_classifier"
PAST = "a_query_may_look_at_itself_and_at_the_past"


def solution(name, kind="reference"):
    exercise = exercises()[name]
    path = exercise.reference if kind == "reference" else exercise.folder / "mistakes" / f"{kind}.py"
    return path.read_text(encoding="utf-8")


def hand_in(root, student, mask, centroid):
    for name, kind in ((MASK, mask), (CENTROID, centroid)):
        path = root / student / exercises()[name].unit / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(solution(name, kind), encoding="utf-8")


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A small course, a class of four, and what a grade with a key gave."""
    root = tmp_path_factory.mktemp("regrade")
    world = copy_course(root / "course")
    for student, kinds in {
        "ada": ("reference", "reference"),
        "ben": ("transposed", "dot_product"),
        "eve": ("reference", "euclidean"),
        "fay": ("reference", "reference"),
    }.items():
        hand_in(root / "class", student, *kinds)
    (root / "key").write_text("a course key that nobody knows\n")
    done = world.lab("grade", root / "class", "--out", root / "out", "--key", root / "key", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    return world


@pytest.fixture
def home(world):
    return world.root.parent


def regrade(world, *arguments):
    home = world.root.parent
    return world.lab("regrade", home / "out", "--key", home / "key", "--jobs", "2", *arguments)


def everything(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_graders_give_the_same_record_and_the_old_folder_stays(world, home):
    before = everything(home / "out")
    done = regrade(world)
    assert done.returncode == 0, done.stderr
    assert "the graders are the same as then" in done.stderr
    assert "4 of 4 keep all their points." in done.stdout
    assert "Who moved" not in done.stdout
    assert everything(home / "out") == before
    old, new = (record.read(home / folder / "results.jsonl") for folder in ("out", "out-regraded-1"))
    assert [replace(r, seconds=0.0) for r in old] == [replace(r, seconds=0.0) for r in new]
    assert not (home / "out-regraded-1" / "regrade.txt").exists()


def test_who_moved_is_told_with_the_test_and_the_outcome(world, home, tmp_path):
    changed = copy_course(tmp_path / "course")
    folder = changed.root / "graders" / "attention" / MASK
    tests = (folder / f"test_{MASK}.py").read_text(encoding="utf-8")
    tests = tests.replace("for length in (1, 2, 3, 5):", "for length in (1,):")
    (folder / f"test_{MASK}.py").write_text(tests, encoding="utf-8")
    shutil.copytree(home / "class", tmp_path / "class")
    shutil.copytree(home / "out", tmp_path / "out")
    run = json.loads((tmp_path / "out" / "run.json").read_text())
    (tmp_path / "out" / "run.json").write_text(json.dumps(run | {"submissions": str(tmp_path / "class")}))
    shutil.rmtree(tmp_path / "class" / "fay")
    hand_in(tmp_path / "class", "eve", "reference", "reference")
    hand_in(tmp_path / "class", "new", "reference", "reference")

    done = changed.lab("regrade", tmp_path / "out", "--key", home / "key", "--out", tmp_path / "again")
    assert done.returncode == 1, done.stderr
    told = done.stdout.splitlines()
    past = f'      {MASK}: "{PAST.replace("_", " ")}" wrong → passed, +1'
    assert told[told.index(past) - 1].startswith("  ben  +1  (")
    assert "Not graded again, for the hand-in is no longer there: fay." in told
    assert "Not what was graded then; the new marks are of what is there now: eve." in told
    assert [r.submission for r in record.read(tmp_path / "again" / "results.jsonl")] == ["ada", "ben", "eve"]
    with open(tmp_path / "again" / "changes.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["submission"] == "ben" and row["test"] == PAST]
    assert [(r["old_outcome"], r["new_outcome"], r["old_points"], r["new_points"]) for r in rows] == [
        ("wrong", "passed", "0.0", "1.0")
    ]
    assert "ben" in (tmp_path / "again" / "changes.html").read_text("utf-8")


def test_another_key_is_refused_in_one_sentence(world, home, tmp_path):
    (tmp_path / "other").write_text("another key of this course")
    for arguments, sentence in {
        (): "was graded with the course key",
        ("--key", tmp_path / "other"): "is the course key",
    }.items():
        done = world.lab("regrade", home / "out", *arguments)
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert sentence in done.stderr
    run = json.loads((home / "out" / "run.json").read_text())
    (tmp_path / "run.json").write_text(json.dumps(run | {"key": "open"}))
    (tmp_path / "results.jsonl").write_bytes((home / "out" / "results.jsonl").read_bytes())
    done = world.lab("regrade", tmp_path, "--key", home / "key")
    assert done.returncode == 2
    assert "without a course key; leave --key away." in done.stderr


def test_nothing_is_ever_written_over(world, home, tmp_path):
    (tmp_path / "mine").write_text("mine")
    for out in (tmp_path, home / "out"):
        before = everything(out)
        done = regrade(world, "--out", out)
        assert done.returncode == 2
        assert "is not empty" in done.stderr
        assert everything(out) == before


def test_a_regrade_that_was_stopped_goes_on_in_its_folder(world, home, tmp_path):
    done = regrade(world, "--out", tmp_path / "new")
    assert done.returncode == 0
    whole = (tmp_path / "new" / "results.jsonl").read_bytes()
    stopped = tmp_path / "stopped"
    stopped.mkdir()
    shutil.copy(tmp_path / "new" / "run.json", stopped)
    (stopped / "results.jsonl").write_bytes(b"".join(whole.splitlines(keepends=True)[:2]))
    grader = json.loads((stopped / "run.json").read_text())["grader"]
    mark = f"This is a regrade of {(home / 'out').resolve()} by the graders {grader}, not finished.\n"
    (stopped / "regrade.txt").write_text(mark)
    assert regrade(world, "--out", stopped).returncode == 0
    assert (stopped / "results.jsonl").read_bytes().startswith(b"".join(whole.splitlines(keepends=True)[:2]))
    assert len((stopped / "results.jsonl").read_bytes().splitlines()) == 4


@pytest.mark.parametrize("text", [None, "{", "[]", '{"submissions": 1, "grader": "", "key": "", "exercises": []}'])
def test_a_folder_of_no_run_is_told_in_one_sentence(course, tmp_path, text):
    if text is not None:
        (tmp_path / "run.json").write_text(text)
    done = course.lab("regrade", tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "run.json" in done.stderr


# What changed, in words


def case(name, outcome="passed", points=2.0, most=2.0, hidden=False):
    return TestRecord(name, hidden, outcome, points, most, "")


def graded(*tests, name="ada", **more):
    points, most = sum(t.points for t in tests), sum(t.max_points for t in tests)
    exercise = ExerciseRecord(MASK, "attention", "wrong", points, most, None, list(tests))
    return Record(name, "abc", "bwrap", "key", points, most, 1.0, [exercise], **{"hand_in": "d", **more})


def told(old, new):
    return list(lines(compare([old], [new])))


def test_a_test_that_is_new_gone_or_worth_other_points_is_named_once_and_for_each_who_moved():
    old = graded(case("stays"), case("goes", hidden=True), case("grows"))
    new = graded(case("stays"), case("comes", "wrong", 0.0, 1.0, hidden=True), case("grows", "passed", 3.0, 3.0))
    assert told(old, new) == [
        "Tests that are not as they were:",
        f'  {MASK}: hidden test "comes": new, worth 1',
        f'  {MASK}: "grows": worth 3, was worth 2',
        f'  {MASK}: hidden test "goes": gone, was worth 2',
        "Who moved:",
        "  ada  -1  (6 of 6 → 5 of 6)".replace("6 of 6 →", "6 →"),
        f'      {MASK}: "grows" (worth 3, was worth 2) passed, +1',
        f'      {MASK}: hidden test "goes" (gone, was worth 2) passed, -2',
        "0 of 1 keep all their points.",
    ]


def test_moves_that_make_up_for_each_other_are_moves():
    old = graded(case("one"), case("two", "wrong", 0.0))
    new = graded(case("one", "wrong", 0.0), case("two"))
    assert "  ada  ±0  (2 → 2 of 4)" in told(old, new)


def test_another_outcome_for_the_same_points_is_in_the_table_only(tmp_path):
    comparisons = compare([graded(case("one", "raised", 0.0))], [graded(case("one", "wrong", 0.0))])
    assert list(lines(comparisons)) == ["1 of 1 keep all their points."]
    write_changes(comparisons, tmp_path, {})
    assert "raised → wrong" in (tmp_path / "changes.csv").read_text("utf-8")


def test_a_question_of_a_quiz_moves_too_and_apart_from_the_points():
    quizzes = [
        QuizRecord("attention", points, 1.0, [QuestionRecord("q1", outcome, "")])
        for points, outcome in ((0.0, "wrong"), (1.0, "passed"))
    ]
    old, new = (graded(case("one"), quizzes=[quiz]) for quiz in quizzes)
    assert '      quiz attention: "q1" wrong → passed, +1' in told(old, new)


def test_a_hand_in_that_could_not_be_graded_then_is_no_doubt_now():
    old = graded(case("one", "could not check", 0.0), hand_in=None)
    assert told(old, graded(case("one")))[-1] == "0 of 1 keep all their points."


HOSTILE = ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "\x1b[31m\u202e\ud800", "{{ 7 * 7 }}", "a\nb"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_stay_text(tmp_path, text):
    comparisons = compare([graded(case("one", "wrong", 0.0), name=text)], [graded(case("one"), name=text)])
    write_changes(comparisons, tmp_path, {})
    page = (tmp_path / "changes.html").read_text("utf-8")
    assert "<script" not in page
    assert "49" not in page.partition("</style>")[2]
    shown = "\n".join(lines(comparisons)) + (tmp_path / "changes.csv").read_text("utf-8") + page
    assert not set("\x1b\u202e") & set(shown)
    assert "\n=cmd" not in shown
