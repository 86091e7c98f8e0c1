"""Every outcome is reached by what it is named for; a fault of ours costs nobody marks and is never passed over."""

import csv
import shutil
import textwrap
from dataclasses import replace

import numpy as np
import pytest

from graders.course import record
from graders.course.schema import OUTCOMES
from graders.kit.catalog import ROOT, exercises
from graders.kit.running import Draw, run_test
from graders.kit.tests import make_test, points
from graders.sandbox import room
from graders.sandbox.answer import Lost, Returned
from graders.sandbox.selftest import open_room
from graders.sandbox.source import Source

MASK, CENTROID, LLM, MODEL = "causal_mask_checker", "centroid_classifier", "llm_classifier", "task_model"
OURS = "costs no marks"
DRAW = Draw(b"a course key", "alice")


def reference(name):
    return exercises()[name].reference.read_text(encoding="utf-8")


def mistake(name, slug):
    return (exercises()[name].folder / "mistakes" / f"{slug}.py").read_text(encoding="utf-8")


def hand_in(folder, **files):
    """Write one student's files, named by exercise."""
    for name, text in files.items():
        path = folder / exercises()[name].unit / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def timeless(out):
    return [replace(r, seconds=0.0) for r in record.read(out / "results.jsonl")]


def marks(out):
    """What became of each student's exercises, by name."""
    return {r.submission: {e.name: e for e in r.exercises} for r in record.read(out / "results.jsonl")}


def well_told(done):
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    return done


def check_sums(exercise):
    """Points are those of the passed tests, the whole stays the whole, and what did not pass says why."""
    assert exercise.points == sum(test.points for test in exercise.tests)
    assert exercise.max_points == sum(test.max_points for test in exercise.tests) == 10.0
    for test in exercise.tests:
        assert test.points == (test.max_points if test.outcome == "passed" else 0.0)
        lines = test.message.splitlines()
        assert bool(lines) == (test.outcome != "passed")
        assert len(lines) <= 12
        assert all(len(line) <= 100 for line in lines)


def outcomes(exercise):
    return {test.outcome for test in exercise.tests}


EARNED = {
    "passed": reference(MASK),
    "wrong": mistake(MASK, "transposed"),
    "raised": "def causal_mask(length): return length.shape\ndef check_causal(weights): return weights[9]\n",
    "not started": exercises()[MASK].stub.read_text(encoding="utf-8"),
    "cannot load": "def causal_mask(length)\n    return None\n",
    "timed out": "def causal_mask(length):\n    while True: pass\ndef check_causal(weights): return {}\n",
    "crashed": "import os\ndef causal_mask(length): os._exit(0)\ndef check_causal(weights): os._exit(0)\n",
    "refused": "def causal_mask(length): return [0.5] * 1_000_000\ndef check_causal(weights): return 'x' * 2_000_000\n",
}


def test_every_outcome_but_the_last_is_earned_by_a_hand_in(own_course, tmp_path):
    assert [*EARNED, "could not check"] == list(OUTCOMES)
    tests = own_course.root / "graders" / "kit" / "tests.py"
    tests.write_text(tests.read_text().replace("DEADLINE = 5.0", "DEADLINE = 1.0"))  # for the loops
    for outcome, text in EARNED.items():
        hand_in(tmp_path / "class" / outcome, **{MASK: text})
    (tmp_path / "class" / "zipped.zip").write_bytes(b"PK\x03\x04 and no more")
    (tmp_path / "class" / "empty").mkdir()
    done = well_told(own_course.lab("grade", tmp_path / "class", "--out", tmp_path / "out", "--only", MASK))
    assert done.returncode == 0, done.stderr
    graded = {name: exercises[MASK] for name, exercises in marks(tmp_path / "out").items()}
    for outcome in EARNED:
        assert graded[outcome].outcome == outcome, [test.message for test in graded[outcome].tests]
        assert outcome in outcomes(graded[outcome])
        assert (graded[outcome].points == 10.0) == (outcome == "passed")
        check_sums(graded[outcome])
    assert outcomes(graded["zipped"]) == {"refused"}
    assert outcomes(graded["empty"]) == {"not started"}


def cut_fixture(root):
    path = root / "fixtures" / "attentions" / "tiny-gpt2.npz"
    path.write_bytes(path.read_bytes()[:1000])


def remove_reference(root):
    (root / "reference" / "attention" / f"{MASK}.py").unlink()


def spoil_reference(root):
    (root / "reference" / "attention" / f"{MASK}.py").write_text("def causal_mask(length)\n")


@pytest.mark.parametrize("damage", [cut_fixture, remove_reference, spoil_reference])
def test_a_broken_fixture_or_reference_is_told_and_held_against_nobody(own_course, tmp_path, damage):
    damage(own_course.root)
    hand_in(tmp_path / "class" / "alice", **{MASK: reference(MASK), CENTROID: reference(CENTROID)})
    hand_in(tmp_path / "class" / "ben", **{MASK: mistake(MASK, "transposed"), CENTROID: "?"})
    hand_in(tmp_path / "class" / "chen", **{MASK: "?"})
    hand_in(tmp_path / "class" / "dana", **{CENTROID: reference(CENTROID)})
    out = tmp_path / "out"
    done = well_told(own_course.lab("grade", tmp_path / "class", "--out", out))
    assert done.returncode == 1
    (warning,) = [line for line in done.stderr.splitlines() if line.startswith("warning: the reference")]
    assert MASK in warning
    assert "Could not check (our fault, costs no marks)" in done.stdout
    graded = marks(out)
    for student in graded.values():
        for exercise in student.values():
            check_sums(exercise)
            told = [test.message for test in exercise.tests if test.outcome == "could not check"]
            assert all(OURS in message for message in told)
    fine = [test.outcome == "passed" for test in graded["alice"][MASK].tests]
    assert graded["alice"][MASK].outcome == "could not check"
    assert any(fine) == (damage is cut_fixture)
    for test, was_fine in zip(graded["ben"][MASK].tests, fine, strict=True):
        # where both are at fault, ours comes first
        assert (test.outcome in ("passed", "wrong")) if was_fine else (test.outcome == "could not check")
    assert outcomes(graded["chen"][MASK]) <= {"cannot load", "could not check"}
    assert graded["chen"][MASK].outcome == "could not check"
    assert outcomes(graded["dana"][MASK]) == {"not started"}
    assert [graded[name][CENTROID].outcome for name in ("alice", "ben", "dana")] == ["passed", "cannot load", "passed"]
    with open(out / "marks.csv", encoding="utf-8", newline="") as file:
        to_look_at = {row["submission"]: row["could_not_check"] for row in csv.DictReader(file)}
    assert to_look_at == {"alice": MASK, "ben": MASK, "chen": MASK, "dana": ""}


def add_exercise(course, name):
    """Put another exercise, with its fixtures, into a small course."""
    exercise = exercises()[name]
    for path in (exercise.folder, exercise.stub, exercise.reference):
        target = course.root / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if path.is_dir() else shutil.copy
        copy(path, target)
    for folder in ("cassettes", "models"):
        shutil.copytree(ROOT / "fixtures" / folder, course.root / "fixtures" / folder, dirs_exist_ok=True)
    catalog = course.root / "graders" / "catalog.toml"
    title = f'[{exercise.unit}]\ntitle = "A unit"\n'
    text = catalog.read_text()
    entry = f'[{exercise.unit}.{name}]\ntitle = "{exercise.title}"\npoints = 10\nimports = {list(exercise.imports)}\n'
    catalog.write_text(f"{text}\n{'' if title.splitlines()[0] in text else title}{entry}")


def test_a_missing_cassette_and_a_damaged_model_are_our_fault(own_course, tmp_path):
    for name in (LLM, MODEL):
        add_exercise(own_course, name)
    (own_course.root / "fixtures" / "cassettes" / "groq-chat.json").unlink()
    cassette = own_course.root / "fixtures" / "cassettes" / "openai-chat.json"
    cassette.write_text(cassette.read_text(encoding="utf-8")[:5000], encoding="utf-8")
    weights = own_course.root / "fixtures" / "models" / "tiny-sentiment" / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:5000])
    hand_in(tmp_path / "class" / "alice", **{name: reference(name) for name in (MASK, LLM, MODEL)})
    done = well_told(own_course.lab("grade", tmp_path / "class", "--out", tmp_path / "out", "--jobs", "1"))
    assert done.returncode == 1
    graded = marks(tmp_path / "out")["alice"]
    assert graded[MASK].outcome == "passed"
    for name in (LLM, MODEL):
        assert f"the reference of {name} does not pass" in done.stderr
        assert graded[name].outcome == "could not check"
        assert outcomes(graded[name]) <= {"passed", "could not check"}
        check_sums(graded[name])


def test_graders_that_cannot_be_loaded_grade_nobody_and_say_why(own_course, tmp_path):
    path = own_course.root / "graders" / "attention" / MASK / f"test_{MASK}.py"
    path.write_text(path.read_text() + "\nfixtures.texts('no such texts')\n")
    hand_in(tmp_path / "class" / "alice", **{MASK: reference(MASK)})
    done = well_told(own_course.lab("grade", tmp_path / "class", "--out", tmp_path / "out", "--only", MASK))
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("lab grade: the graders cannot be loaded: FileNotFoundError")
    assert not (tmp_path / "out" / "results.jsonl").exists()


def test_a_grader_that_fails_over_one_hand_in_says_why_and_goes_on(own_course, tmp_path):
    spoilt = own_course.root / "graders" / "attention" / MASK / "mistakes" / "transposed.py"
    spoilt.write_text("def causal_mask(length)\n")
    hand_in(tmp_path / "class" / "ben", **{MASK: mistake(MASK, "transposed")})
    hand_in(tmp_path / "class" / "chen", **{MASK: reference(MASK)})
    done = well_told(own_course.lab("grade", tmp_path / "class", "--out", tmp_path / "out", "--only", MASK))
    assert done.returncode == 1
    ben, chen = record.read(tmp_path / "out" / "results.jsonl")
    assert "SyntaxError" in ben.problem
    assert OURS in ben.problem
    assert (ben.points, ben.max_points) == (0.0, 10.0)
    assert ben.exercises[0].outcome == "could not check"
    assert chen.points == 10.0


PATCHED = """
    import multiprocessing, os, select, signal, sys
    sys.path[0] = os.getcwd()
    from graders.cli import main
    from graders.course import record
    from graders.sandbox import process, tiers

    def parent(pid):
        return int(open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[1])

    def kill(pid):
        pidfd = os.pidfd_open(pid)
        os.kill(pid, signal.SIGKILL)
        select.select([pidfd], [], [], 10)

    def once(name):
        try:
            os.close(os.open(FLAG + name, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return False
        return True

    started, start, append, quiet = [], tiers.start, record.append, process.WorkerProcess.has_said_nothing

    def remembered(*args):
        started.append(start(*args))
        return started[-1]

    def kill_jobs():
        for job in multiprocessing.active_children():
            kill(job.pid)

    tiers.start = remembered
    DISTURBANCE
    sys.exit(main(ARGUMENTS))
"""
AFTER_THE_FIRST = """
def append_and_disturb(path, graded):
    append(path, graded)
    if once("append"):
        DISTURBANCE
record.append = append_and_disturb
"""
IN_A_CALL = """
calls = []
def disturbed(self):
    calls.append(self)
    if os.getppid() != OWN and len(calls) > 4 and once("call"):
        kill(VICTIM)
    return quiet(self)
OWN = os.getppid()
process.WorkerProcess.has_said_nothing = disturbed
"""
NO_MORE = """
def refused(*args):
    raise tiers.TierMissing("it is gone")
tiers.start = lambda *args: refused() if os.path.exists(FLAG + "append") else remembered(*args)
"""
KILL_ZYGOTE = "kill(started[-1].process.pid)"
DISTURBANCES = {
    "a grading process between two hand-ins": AFTER_THE_FIRST.replace("DISTURBANCE", "kill_jobs()"),
    "the zygote between two hand-ins": AFTER_THE_FIRST.replace("DISTURBANCE", KILL_ZYGOTE),
    "both": AFTER_THE_FIRST.replace("DISTURBANCE", f"{KILL_ZYGOTE}; kill_jobs()"),
    "a worker in a call": IN_A_CALL.replace("VICTIM", "self.pid"),
    "the zygote in a call": IN_A_CALL.replace("VICTIM", "parent(self.pid)"),
}


@pytest.fixture(scope="module")
def small_class(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small") / "class"
    for name in ("alice", "ben", "chen", "dana"):
        hand_in(folder / name, **{MASK: reference(MASK), CENTROID: mistake(CENTROID, "dot_product")})
    return folder


@pytest.fixture(scope="module")
def undisturbed(course, small_class, tmp_path_factory):
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    assert course.lab("grade", small_class, "--out", out).returncode == 0
    return timeless(out)


def disturbed(course, tmp_path, disturbance, *arguments):
    """Grade in a process that something is done to."""
    patch = textwrap.dedent(PATCHED).replace("DISTURBANCE", disturbance)
    patch = patch.replace("ARGUMENTS", repr(["grade", *map(str, arguments)]))
    (tmp_path / "patched.py").write_text(patch.replace("FLAG", repr(str(tmp_path / "flag-"))))
    done = well_told(course.run(tmp_path / "patched.py"))
    assert list(tmp_path.glob("flag-*")), "nothing was done to it"
    return done


@pytest.mark.parametrize("what", DISTURBANCES)
def test_who_loses_a_process_of_ours_loses_no_marks(course, small_class, undisturbed, tmp_path, what):
    jobs = "2" if "call" in what else "1"  # one alone is idle while its record is written
    arguments = (small_class, "--out", tmp_path / "out", "--jobs", jobs)
    done = disturbed(course, tmp_path, DISTURBANCES[what], *arguments)
    assert done.returncode == 0, done.stderr
    assert timeless(tmp_path / "out") == undisturbed


def test_a_room_that_is_gone_for_good_is_our_fault_and_the_same_command_makes_up_for_it(
    course, small_class, undisturbed, tmp_path
):
    arguments = (small_class, "--out", tmp_path / "out", "--jobs", "1")
    disturbance = NO_MORE + AFTER_THE_FIRST.replace("DISTURBANCE", KILL_ZYGOTE)
    done = disturbed(course, tmp_path, disturbance, *arguments)
    assert done.returncode == 1
    graded = marks(tmp_path / "out")
    assert graded["alice"][MASK].outcome == "passed"
    for name in ("ben", "chen", "dana"):
        assert [exercise.outcome for exercise in graded[name].values()] == ["could not check"] * 2
        assert all(OURS in test.message for exercise in graded[name].values() for test in exercise.tests)
    again = course.lab("grade", *arguments)
    assert again.returncode == 0
    assert again.stderr.count("as before") == 1
    assert timeless(tmp_path / "out") == undisturbed


class Ended:
    """A session whose first calls are lost as the machine may end them."""

    def __init__(self, lost):
        self.lost = lost

    def call(self, name, args, kwargs, deadline, watch=False):
        args[0]()
        self.lost -= 1
        return Lost("crashed", "the process was ended by signal SIGKILL", again=True) if self.lost >= 0 else Returned(1)


@points(1)
def counts_its_callback(student):
    counted = []
    student.f(lambda: counted.append(1))
    assert counted == [1]


@pytest.mark.parametrize(("lost", "outcome"), [(0, "passed"), (1, "passed"), (2, "crashed")])
def test_what_the_machine_may_have_ended_is_run_once_more_from_its_start(lost, outcome):
    test = make_test(exercises()[MASK], counts_its_callback, hidden=False)
    assert run_test(test, Ended(lost), lambda test: None, DRAW).outcome == outcome


@points(1)
def asks_four_times(student):
    for _ in range(4):
        student.f(lambda: None)


class Long:
    """A session whose answers are large."""

    def call(self, name, args, kwargs, deadline, watch=False):
        return Returned(np.zeros(1 << 20))


def test_all_answers_of_a_test_together_have_an_end():
    verdict = run_test(make_test(exercises()[MASK], asks_four_times, False), Long(), lambda test: None, DRAW)
    assert verdict.outcome == "refused"
    assert "more than 16 MB" in verdict.message
    assert sum(answer.value.nbytes for _, answer in verdict.trace if isinstance(answer, Returned)) <= 16 << 20


def test_all_calls_of_a_session_together_have_an_end(monkeypatch):
    monkeypatch.setattr(room, "SESSION", 0.5)
    closed, _ = open_room()
    session = closed.open(Source("slow", ("import time\ndef f(callback):\n    time.sleep(0.3)\n",), "slow.py"))
    try:
        verdict = run_test(make_test(exercises()[MASK], asks_four_times, False), session, lambda test: None, DRAW)
    finally:
        session.close()
        closed.close()
    assert verdict.outcome == "timed out"
    assert "all calls together took more than 0.5 s" in verdict.message
    assert len(verdict.trace) == 3
