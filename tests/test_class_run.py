"""Grading a class: one record, the same whatever happened on the way, and every fault where it belongs."""

import json
import shutil
import textwrap
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from graders.course import record
from graders.kit.catalog import exercises
from graders.kit.tests import load_tests

MASK, CENTROID = "causal_mask_checker", "centroid_classifier"


def bank(name, slug):
    return (exercises()[name].folder / "mistakes" / f"{slug}.py").read_text(encoding="utf-8")


def reference(name):
    return exercises()[name].reference.read_text(encoding="utf-8")


def hand_in(folder, mask=None, centroid=None):
    for name, text in ((MASK, mask), (CENTROID, centroid)):
        if text is not None:
            path = folder / exercises()[name].unit / f"{name}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def notebook(*cells):
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": c} for c in cells]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture(scope="module")
def submissions(tmp_path_factory):
    """A class of seven, each with something of their own."""
    root = tmp_path_factory.mktemp("submissions")
    hand_in(root / "alice", reference(MASK), reference(CENTROID))
    (root / "alice" / "conftest.py").write_text("raise SystemExit('never run')")
    (root / "alice" / "attention" / "numpy.py").write_text("raise SystemExit('never run')")
    hand_in(root / "ben", mask=bank(MASK, "transposed"))
    hand_in(root / "chen", "import os\nos._exit(0)\n", reference(CENTROID))
    (root / "dana.zip").write_bytes(b"PK\x03\x04 but no more than that")
    hand_in(root / "eve", "def causal_mask(length)\n", bank(CENTROID, "dot_product"))
    (root / "fay").mkdir()
    (root / "fay" / "attention.ipynb").write_text(notebook(*reference(MASK).split("\n\n\n")))
    hand_in(root / "gil", reference(MASK), reference(CENTROID))
    with zipfile.ZipFile(root / "gil.zip", "w") as archive:
        for path in (root / "gil").rglob("*.py"):
            archive.write(path, path.relative_to(root))
    shutil.rmtree(root / "gil")
    return root


def results(out):
    return record.read(out / "results.jsonl")


def timeless(out):
    """The record but for times, line by line, in the order it has."""
    return [replace(r, seconds=0.0) for r in results(out)]


def printed_nothing_of_ours(done):
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    return done


def one_sentence(done):
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith("lab grade: ")
    return line


@pytest.fixture(scope="module")
def graded(course, submissions, tmp_path_factory):
    """The folder of an undisturbed run."""
    out = tmp_path_factory.mktemp("graded") / "out"
    done = printed_nothing_of_ours(course.lab("grade", submissions, "--out", out, "--jobs", "1"))
    assert done.returncode == 0, done.stderr
    assert "isolation: " in done.stderr
    assert "7 hand-ins in " in done.stdout
    return out


def test_the_record_has_a_line_for_each_hand_in_in_order_and_says_what_was_graded_how(graded):
    lines = [json.loads(line) for line in (graded / "results.jsonl").read_text().splitlines()]
    assert [line["submission"] for line in lines] == ["alice", "ben", "chen", "dana", "eve", "fay", "gil"]
    for line in lines:
        assert line["schema"] == 1
        assert line["isolation"] in ("bwrap", "landlock", "rlimits")
        assert line["key"] == "open"
        assert len(line["grader"]) == 16
        assert line["max_points"] == 20.0
        assert line["points"] == sum(e["points"] for e in line["exercises"])
        assert line["seconds"] >= 0
        assert [(e["name"], e["unit"]) for e in line["exercises"]] == [
            (MASK, "attention"),
            (CENTROID, "representation"),
        ]
        for exercise in line["exercises"]:
            wanted = [(t.name, t.hidden, t.points) for t in load_tests(exercises()[exercise["name"]])]
            assert [(t["name"], t["hidden"], t["max_points"]) for t in exercise["tests"]] == wanted
            assert exercise["points"] == sum(t["points"] for t in exercise["tests"])
    assert len({line["grader"] for line in lines}) == 1


def test_each_gets_the_outcome_the_points_and_the_words_that_are_due(graded):
    marks = {r.submission: {e.name: (e.outcome, e.points) for e in r.exercises} for r in results(graded)}
    assert marks["alice"] == marks["gil"] == {MASK: ("passed", 10.0), CENTROID: ("passed", 10.0)}
    assert marks["ben"][MASK][0] == "wrong"
    assert marks["ben"][CENTROID] == ("not started", 0.0)
    assert marks["chen"] == {MASK: ("crashed", 0.0), CENTROID: ("passed", 10.0)}
    assert marks["dana"] == {MASK: ("refused", 0.0), CENTROID: ("refused", 0.0)}
    assert marks["eve"][MASK] == ("cannot load", 0.0)
    assert marks["eve"][CENTROID][0] == "wrong"
    assert marks["fay"] == {MASK: ("passed", 10.0), CENTROID: ("not started", 0.0)}
    by_name = {r.submission: r for r in results(graded)}
    assert by_name["ben"].exercises[0].misconception == "transposed"
    assert by_name["eve"].exercises[1].misconception == "dot_product"
    first = by_name["ben"].exercises[0].tests[0]
    assert first.message.startswith("causal_mask(2) returned the wrong values.\n")
    assert first.message.endswith(f"#{MASK}-transposed")
    hidden = [t for t in by_name["ben"].exercises[0].tests if t.hidden and t.outcome == "wrong"]
    assert hidden
    assert all(t.message.startswith(f"A hidden test of {MASK} fails: ") for t in hidden)
    assert by_name["dana"].problem
    assert all("(" not in r.submission and not r.problem for r in results(graded) if r.submission != "dana")


def test_the_reports_are_made_from_the_record(course, graded, tmp_path):
    for name in ("report.html", "marks.csv", "junit.xml"):
        assert "alice" in (graded / name).read_text(encoding="utf-8")
    shutil.copy(graded / "results.jsonl", tmp_path)
    assert printed_nothing_of_ours(course.lab("report", tmp_path)).returncode == 0
    assert (tmp_path / "marks.csv").read_bytes() == (graded / "marks.csv").read_bytes()


def test_four_jobs_give_the_same_record_as_one(course, submissions, graded, tmp_path):
    done = course.lab("grade", submissions, "--out", tmp_path / "out", "--jobs", "4")
    assert done.returncode == 0, done.stderr
    assert timeless(tmp_path / "out") == timeless(graded)


def test_one_exercise_may_be_graded_alone(course, submissions, graded, tmp_path):
    done = course.lab("grade", submissions, "--out", tmp_path / "out", "--only", CENTROID)
    assert done.returncode == 0, done.stderr
    alone = {r.submission: r.exercises for r in results(tmp_path / "out")}
    assert alone == {r.submission: r.exercises[1:] for r in results(graded)}


def with_patch(course, tmp_path, patch, *arguments):
    """Run `lab` in a process of which something is changed first."""
    script = tmp_path / "patched.py"
    script.write_text(
        "import os, signal, sys\n"
        "sys.path[0] = os.getcwd()\n"
        "from graders.cli import main\n"
        f"{textwrap.dedent(patch)}\n"
        f"sys.exit(main({[str(a) for a in arguments]!r}))\n"
    )
    return course.run(script)


KILLED_AFTER_THREE = """
    from graders.course import record
    append, count = record.append, []
    def append_and_die(path, graded):
        append(path, graded)
        count.append(1)
        if len(count) == 3:
            with open(path, "ab") as file:
                file.write(b'{"schema": 1, "submission": "cut sh')
            os.kill(os.getpid(), signal.SIGKILL)
    record.append = append_and_die
"""


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_a_run_that_is_killed_goes_on_where_it_was_and_ends_with_the_same_record(
    course, submissions, graded, tmp_path, jobs
):
    out = tmp_path / "out"
    killed = with_patch(course, tmp_path, KILLED_AFTER_THREE, "grade", submissions, "--out", out, "--jobs", jobs)
    assert killed.returncode == -9
    assert len(results(out)) == 3
    assert not (out / "report.html").exists()
    done = course.lab("grade", submissions, "--out", out, "--jobs", jobs)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("as before") == 3
    assert timeless(out) == timeless(graded)


def test_a_run_that_is_interrupted_says_how_to_go_on(course, submissions, graded, tmp_path):
    # a shell's background job ignores Ctrl-C, and with it what it starts
    patch = KILLED_AFTER_THREE.replace("SIGKILL", "SIGINT")
    patch += "    signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    out = tmp_path / "out"
    done = with_patch(course, tmp_path, patch, "grade", submissions, "--out", out, "--jobs", "2")
    assert done.returncode == 130
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1] == "lab grade: stopped; the same command goes on where it was."
    assert course.lab("grade", submissions, "--out", out).returncode == 0
    assert timeless(out) == timeless(graded)


def test_a_finished_run_grades_only_what_has_changed_since(course, submissions, graded, tmp_path):
    out, mine = tmp_path / "out", tmp_path / "submissions"
    shutil.copytree(submissions, mine)
    assert course.lab("grade", mine, "--out", out, "--only", CENTROID).returncode == 0
    before = (out / "results.jsonl").read_bytes()
    done = course.lab("grade", mine, "--out", out, "--only", CENTROID)
    assert done.returncode == 0
    assert done.stderr.count("as before") == 7
    assert (out / "results.jsonl").read_bytes() == before
    hand_in(mine / "ben", centroid=reference(CENTROID))
    (mine / "dana.zip").unlink()
    hand_in(mine / "hal", centroid=bank(CENTROID, "euclidean"))
    done = course.lab("grade", mine, "--out", out, "--only", CENTROID)
    assert done.stderr.count("as before") == 5
    points = {r.submission: r.points for r in results(out)}
    assert points["ben"] == 10.0
    assert points["hal"] < 10.0


KILLED_JOB = """
    from graders.course import job
    grade = job.grade_entry
    def grade_or_die(entry, *rest):
        if entry.name == "ben" and (ALWAYS or not os.path.exists(FLAG)):
            open(FLAG, "w").close()
            os.kill(os.getpid(), signal.SIGKILL)
        return grade(entry, *rest)
    job.grade_entry = grade_or_die
"""


def killing(flag, always):
    return KILLED_JOB.replace("FLAG", repr(str(flag))).replace("ALWAYS", repr(always))


def test_a_grading_process_that_is_killed_is_replaced_and_nothing_is_lost(course, submissions, graded, tmp_path):
    patch = killing(tmp_path / "flag", always=False)
    done = with_patch(course, tmp_path, patch, "grade", submissions, "--out", tmp_path / "out", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "flag").exists()
    assert timeless(tmp_path / "out") == timeless(graded)


def test_a_hand_in_that_ends_the_grading_process_each_time_is_not_checked_and_the_status_says_so(
    course, submissions, graded, tmp_path
):
    out = tmp_path / "out"
    patch = killing(tmp_path / "flag", always=True)
    done = with_patch(course, tmp_path, patch, "grade", submissions, "--out", out, "--jobs", "1")
    assert done.returncode == 1
    records = {r.submission: r for r in results(out)}
    assert {t.outcome for e in records["ben"].exercises for t in e.tests} == {"could not check"}
    assert records["ben"].problem
    others = [r for r in timeless(out) if r.submission != "ben"]
    assert others == [r for r in timeless(graded) if r.submission != "ben"]
    done = course.lab("grade", submissions, "--out", out, "--jobs", "1")  # it is tried again, and nothing else is
    assert done.returncode == 0
    assert done.stderr.count("as before") == 6
    assert timeless(out) == timeless(graded)


def test_a_fault_of_ours_costs_nobody_marks_and_the_status_says_so(own_course, submissions, tmp_path):
    (own_course.root / "fixtures" / "attentions" / "tiny-gpt2.npz").unlink()
    one = tmp_path / "submissions"
    shutil.copytree(submissions / "alice", one / "alice")
    done = printed_nothing_of_ours(own_course.lab("grade", one, "--out", tmp_path / "out"))
    assert done.returncode == 1
    assert f"the reference of {MASK} does not pass its own tests here" in done.stderr
    (graded,) = results(tmp_path / "out")
    mask, centroid = graded.exercises
    assert mask.outcome == "could not check"
    assert centroid.points == 10.0
    unchecked = [t for t in mask.tests if t.outcome != "passed"]
    assert {t.outcome for t in unchecked} == {"could not check"}
    assert 0 < len(unchecked) < len(mask.tests)
    assert all("costs no marks" in t.message for t in unchecked)


def test_the_course_key_decides_the_drawn_inputs_and_is_told_to_nobody(course, submissions, graded, tmp_path):
    key = tmp_path / "key"
    key.write_text("a-very-secret-course-key\n")
    one = tmp_path / "submissions"
    shutil.copytree(submissions / "alice", one / "alice")
    done = course.lab("grade", one, "--out", tmp_path / "out", "--key", key)
    assert done.returncode == 0, done.stderr
    (alice,) = results(tmp_path / "out")
    assert alice.points == 20.0
    assert alice.key not in ("open", "a-very-secret-course-key")
    for path in (tmp_path / "out").rglob("*"):
        assert not path.is_file() or b"a-very-secret" not in path.read_bytes(), path
    assert "another course key" in one_sentence(course.lab("grade", one, "--out", tmp_path / "out"))


def test_an_output_folder_of_another_run_is_refused(course, submissions, graded, tmp_path):
    before = {p.name: p.read_bytes() for p in graded.iterdir() if p.is_file()}
    other = tmp_path / "others"
    hand_in(other / "zoe", reference(MASK))
    assert "another folder of submissions" in one_sentence(course.lab("grade", other, "--out", graded))
    line = one_sentence(course.lab("grade", submissions, "--out", graded, "--only", MASK))
    assert "another choice of exercises" in line
    assert {p.name: p.read_bytes() for p in graded.iterdir() if p.is_file()} == before
    unknown = tmp_path / "unknown"
    unknown.mkdir()
    shutil.copy(graded / "results.jsonl", unknown)
    assert "unknown run" in one_sentence(course.lab("grade", submissions, "--out", unknown))


def test_a_changed_grader_does_not_go_on_with_marks_of_another(own_course, submissions, tmp_path):
    one = tmp_path / "submissions"
    shutil.copytree(submissions / "eve", one / "eve")
    assert own_course.lab("grade", one, "--out", tmp_path / "out", "--only", MASK).returncode == 0
    hidden = own_course.root / "graders" / "attention" / MASK / f"test_{MASK}_hidden.py"
    hidden.write_text(hidden.read_text() + "\n")
    done = own_course.lab("grade", one, "--out", tmp_path / "out", "--only", MASK)
    assert "another version of the graders" in one_sentence(done)


def test_wrong_usage_is_one_sentence_and_status_two(course, submissions, tmp_path):
    out = tmp_path / "out"
    short = tmp_path / "key"
    short.write_text("short")
    cases = {
        "is 'causal_mask_checker' meant?": ["grade", submissions, "--out", out, "--only", "causal_mask_cheker"],
        "no exercise 'xyz'": ["grade", submissions, "--out", out, "--only", "xyz"],
        "at least 16": ["grade", submissions, "--out", out, "--key", short],
        "cannot be read": ["grade", submissions, "--out", out, "--key", tmp_path / "nothing"],
        str(tmp_path / "nothing"): ["grade", tmp_path / "nothing", "--out", out],
    }
    for words, command in cases.items():
        assert words in one_sentence(course.lab(*command))
    assert not out.exists()


@pytest.mark.parametrize("arguments", [("--only", " ,"), ("--jobs", "0"), ("--jobs", "many"), ("--isolation", "none")])
def test_an_option_without_sense_is_refused_and_not_taken_for_another(course, submissions, tmp_path, arguments):
    done = course.lab("grade", submissions, "--out", tmp_path / "out", *arguments)
    assert done.returncode == 2
    assert f"argument {arguments[0]}: " in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_tier_that_is_not_to_be_had_is_refused_before_anything_is_graded(course, submissions, tmp_path):
    out = tmp_path / "out"
    done = course.lab("grade", submissions, "--out", out, "--isolation", "bwrap", PATH=str(tmp_path))
    assert "isolation 'bwrap' is not to be had here" in one_sentence(done)
    assert not (out / "results.jsonl").exists()


@pytest.mark.parametrize("tier", ["landlock", "rlimits"])
def test_nothing_of_a_run_is_left_in_the_temporary_folder(course, submissions, tmp_path, tier):
    tmp = tmp_path / "tmp"
    tmp.mkdir()
    command = ("grade", submissions, "--out", tmp_path / "out", "--isolation", tier, "--only", MASK)
    done = course.lab(*command, TMPDIR=str(tmp))
    if done.returncode == 2:
        pytest.skip(done.stderr)
    assert done.returncode == 0, done.stderr
    assert list(tmp.iterdir()) == []


def test_folders_of_submissions_stay_as_they_were(submissions, graded):
    assert sorted(p.name for p in submissions.iterdir()) == [
        "alice",
        "ben",
        "chen",
        "dana.zip",
        "eve",
        "fay",
        "gil.zip",
    ]
    assert not [p for p in submissions.rglob("*") if p.name == "__pycache__"]
    assert Path(submissions / "ben" / "attention" / f"{MASK}.py").read_text() == bank(MASK, "transposed")
