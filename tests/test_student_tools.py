"""`lab watch`, `lab progress` and `lab reset`: what a student has besides pytest."""

import contextlib
import os
import shutil
import signal
import time

import pytest

from graders.course import standing
from graders.kit.catalog import exercises

MASK, CENTROID = "causal_mask_checker", "centroid_classifier"


def solution(name, kind="reference"):
    exercise = exercises()[name]
    path = exercise.reference if kind == "reference" else exercise.folder / "mistakes" / f"{kind}.py"
    return path.read_text(encoding="utf-8")


def stub_of(course, name=MASK):
    return course.root / "exercises" / exercises()[name].unit / f"{name}.py"


@pytest.fixture
def copy(own_course):
    """A student's copy, as far as these commands look: the stubs are kept, and there is a repository of nobody."""
    for name in (MASK, CENTROID):
        exercise = exercises()[name]
        shutil.copy(
            exercise.stub, own_course.root / exercise.folder.relative_to(exercise.folder.parents[2]) / "stub.py"
        )
    return own_course


# lab progress


def test_progress_tells_each_exercise_and_each_unit(own_course):
    own_course.solve(MASK, solution(MASK, "transposed"))
    done = own_course.lab("progress")
    assert done.returncode == 0, done.stderr
    told = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert f"{MASK} wrong 1 of 5" in told
    assert f"{CENTROID} not started 0 of 5" in told or any(t.startswith(f"{CENTROID} not started 0 of") for t in told)
    own_course.solve(MASK, solution(MASK))
    told = own_course.lab("progress", "attention").stdout
    assert "[####################]  1 of 1 exercises, 5 of 5 tests" in told
    assert CENTROID not in told
    assert "hidden tests are graded after hand-in" in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('ANSWERS = {"q1": "a", "q2": None, "q3": " "}\n', "quiz 1 of 3 answered"),
        ('ANSWERS = {"q1": a"}\n', "quiz is not Python on line 1: unterminated string literal (detected at line 1)"),
        (None, "quiz is not there"),
    ],
)
def test_progress_counts_the_answers_of_a_quiz(own_course, text, told):
    path = own_course.root / "exercises" / "attention" / "quiz.py"
    path.unlink(missing_ok=True)
    if text is not None:
        path.write_text(text)
    done = own_course.lab("progress", "attention")
    assert told in [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("def causal_mask(length)\n", "cannot load"),
        ("print('x' * 100)\nimport sys\nprint('y', file=sys.stderr)\nraise SystemExit\n", "cannot load"),
        ("def causal_mask(length):\n    raise KeyError\ndef check_causal(weights):\n    raise KeyError\n", "raised"),
    ],
)
def test_a_broken_exercise_ends_no_table_and_prints_nothing_into_it(own_course, text, outcome):
    own_course.solve(MASK, text)
    done = own_course.lab("progress")
    assert done.returncode == 0
    assert [line.split()[1:-3] for line in done.stdout.splitlines() if MASK in line] == [outcome.split()]
    assert CENTROID in done.stdout
    assert "xxx" not in done.stdout + done.stderr


def test_a_file_that_never_ends_to_load_is_left_in_the_end(monkeypatch, tmp_path):
    monkeypatch.setattr(standing, "LONGEST", 1)
    exercise = exercises()[MASK]
    path = tmp_path / f"{MASK}.py"
    path.write_text("while True:\n    pass\n")
    monkeypatch.setattr(type(exercise), "stub", property(lambda self: path))
    found = standing.standing(exercise, standing.Memory())
    assert found.passed == 0
    assert found.outcome in ("timed out", "cannot load")
    assert signal.getsignal(signal.SIGALRM) == signal.SIG_DFL


def test_an_unknown_unit_is_told_in_one_sentence(course):
    done = course.lab("progress", "atention")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


# lab reset


def commit(course):
    for command in (
        ["init", "-q"],
        ["add", "exercises"],
        ["-c", "user.name=x", "-c", "user.email=x", "commit", "-qm", "x"],
    ):
        assert os.spawnlp(os.P_WAIT, "git", "git", "-C", str(course.root), *command) == 0


def test_reset_puts_the_stub_back_and_keeps_every_version(own_course):
    commit(own_course)
    stub = stub_of(own_course)
    blank = stub.read_bytes()
    for number, text in enumerate(("# one\n", "# two\n"), start=1):
        own_course.solve(MASK, text)
        done = own_course.lab("reset", MASK)
        assert done.returncode == 0, done.stderr
        assert stub.read_bytes() == blank
        assert stub.with_name(f"{MASK}.py.bak-{number}").read_text() == text
        assert f"{MASK}.py.bak-{number}" in done.stdout
    assert "is as it was handed out." in own_course.lab("reset", MASK).stdout
    assert len(list(stub.parent.glob("*.bak-*"))) == 2
    stub.unlink()
    assert own_course.lab("reset", MASK).returncode == 0
    assert stub.read_bytes() == blank


def test_reset_in_a_students_copy_needs_no_git(copy):
    stub = stub_of(copy)
    blank = stub.read_bytes()
    shutil.rmtree(copy.root / "reference")
    copy.solve(MASK, "# mine\n")
    done = copy.lab("reset", MASK)
    assert done.returncode == 0, done.stderr
    assert stub.read_bytes() == blank
    assert stub.with_name(f"{MASK}.py.bak-1").read_text() == "# mine\n"


def test_where_there_is_no_stub_to_be_had_nothing_is_touched(own_course):
    own_course.solve(MASK, "# mine\n")
    done = own_course.lab("reset", MASK, GIT_CEILING_DIRECTORIES=str(own_course.root.parent))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert stub_of(own_course).read_text() == "# mine\n"
    assert not list(stub_of(own_course).parent.glob("*.bak*"))
    done = own_course.lab("reset", "causal_mask_cheker")
    assert done.returncode == 2
    assert "is 'causal_mask_checker' meant?" in done.stderr


# lab watch


def wait_for(path, text, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if text in path.read_text():
            return
        time.sleep(0.1)
    raise AssertionError(f"{text!r} was not printed: {path.read_text()}")


def test_watch_runs_the_tests_of_what_is_saved_and_of_nothing_else(own_course, tmp_path):
    log = tmp_path / "log"
    log.touch()
    code = f"import os; os.dup2(os.open({str(log)!r}, os.O_WRONLY), 1); from graders.cli import main; main(['watch'])"
    # A shell that runs the tests in the background has Ctrl-C ignored, by its children too.
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    process = own_course.start("-c", heard + code)
    try:
        wait_for(log, "Watching 2 exercises")
        own_course.solve(MASK, solution(MASK, "transposed"))
        wait_for(log, f"{MASK}  1 of 5 public tests passed, 4 wrong")
        away = stub_of(own_course).with_suffix(".new")
        away.write_text(solution(MASK))
        os.replace(away, stub_of(own_course))  # as many editors save
        wait_for(log, f"{MASK}  5 public tests passed")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 0
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        process.communicate()
    assert CENTROID not in log.read_text()
