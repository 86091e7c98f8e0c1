"""The bundled class gets the marks it is meant to get, the same in every tier, at the desk, with any number of jobs."""

import functools
import shutil
import tomllib

import pytest

from graders.course import intake
from graders.course.class_run import ClassRun, Options
from graders.course.job import Stamp, grade_entry
from graders.course.record import Record
from graders.kit.catalog import ROOT, exercises
from graders.kit.grading import Grader
from graders.sandbox import tiers
from graders.sandbox.room import Room
from graders.sandbox.session import DeskSession

CLASS = ROOT / "fixtures" / "sample_class"
EXPECTED = tomllib.loads((ROOT / "fixtures" / "sample_class.toml").read_text(encoding="utf-8"))
EXERCISES = tuple(name for name in next(iter(EXPECTED.values())) if name in exercises())
# These end their process, loop, eat memory or attack: their marks are the closed room's business alone.
HOSTILE = {"lena", "marek", "nadia", "priya"}
HONEST = [name for name in EXPECTED if name not in HOSTILE]


@functools.cache
def available(tier: str) -> bool:
    try:
        Room(tier).close()
    except (tiers.TierMissing, OSError):
        return False
    return True


@pytest.fixture(scope="module")
def graded(tmp_path_factory) -> dict[str, Record]:
    """The class as `lab grade` grades it, in the best tier there is, two hand-ins at a time."""
    run = ClassRun(Options(CLASS, tmp_path_factory.mktemp("class"), 2, EXERCISES), say=lambda text: None)
    return {r.submission: r for r in run.grade(lambda name, record: None)}


def test_every_hand_in_of_the_sample_class_is_graded(graded):
    assert list(graded) == sorted(EXPECTED)


@pytest.mark.parametrize("student", sorted(EXPECTED))
def test_a_hand_in_gets_the_outcomes_points_and_misconceptions_it_is_meant_to_get(graded, student):
    for exercise in graded[student].exercises:
        expected = EXPECTED[student][exercise.name]
        assert (exercise.outcome, exercise.points) == (expected["outcome"], expected["points"]), exercise.name
        assert exercise.misconception == expected.get("misconception"), exercise.name


def what_counts(record: Record) -> list[object]:
    return [[(t.name, t.outcome, t.points, t.message) for t in e.tests] for e in record.exercises]


@pytest.mark.parametrize("tier", ["landlock", "rlimits"])
def test_honest_hand_ins_get_the_same_marks_and_messages_in_every_tier_and_with_any_number_of_jobs(
    graded, tier, tmp_path
):
    if not available(tier):
        pytest.skip(f"{tier} is not to be had here")
    submissions = tmp_path / "class"
    submissions.mkdir()
    for entry in intake.list_hand_ins(CLASS):
        if intake.student_name(entry) in HONEST:
            (shutil.copy if entry.is_file() else shutil.copytree)(entry, submissions / entry.name)
    jobs = {"landlock": 4, "rlimits": 1}[tier]
    run = ClassRun(Options(submissions, tmp_path / "out", jobs, EXERCISES, isolation=tier), say=lambda text: None)
    for record in run.grade(lambda name, record: None):
        assert record.isolation == tier
        assert what_counts(record) == what_counts(graded[record.submission]), record.submission


def test_honest_hand_ins_get_the_same_marks_and_messages_at_the_desk(graded):
    grader = Grader([exercises()[name] for name in EXERCISES], lambda source, _: DeskSession(source))
    stamp = Stamp("", "desk", "open", b"open")
    for entry in intake.list_hand_ins(CLASS):
        if intake.student_name(entry) in HONEST:
            record = grade_entry(entry, grader, stamp)
            assert record is not None
            assert what_counts(record) == what_counts(graded[record.submission]), record.submission
