"""Honest work is never hurt: a careless hand-in earns what it is worth, or its student reads what to change.

What would run at the student's own desk earns its marks when it is graded, too; at the desk the same tests pass.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graders.course.record import ExerciseRecord, Record
from tests.careless.case import MARK, Case, around
from tests.careless.suite import CASES, FAMILIES

AT_DESK = [case for case in CASES if case.desk is not None]
DRIVER = Path(__file__).with_name("desk.py")


def of_the_exercise(record: Record, case: Case) -> ExerciseRecord:
    (exercise,) = [e for e in record.exercises if e.name == case.exercise]
    return exercise


def flat(texts: list[str]) -> list[str]:
    return [" ".join(text.split()) for text in texts if text]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_careless_hand_in_earns_what_it_is_worth_or_is_told_what_to_change(
    graded: dict[str, Record], case: Case
) -> None:
    if graded[case.name].isolation == "rlimits" and case.told.startswith("a graded file may"):
        pytest.skip("this tier denies nothing")
    exercise = of_the_exercise(graded[case.name], case)
    told = flat([*(t.message for t in exercise.tests), *graded[case.name].notes, graded[case.name].problem or ""])
    assert exercise.points == case.points, told
    assert not case.told or any(case.told in text for text in told), told
    assert exercise.outcome != "could not check"
    assert not [text for text in told if "Traceback" in text or "graders/" in text or text.endswith("..")]


def test_each_family_has_cases_and_each_case_a_name_of_its_own() -> None:
    assert all(family.CASES for family in FAMILIES)
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.fixture(scope="module")
def desk(course, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict]:
    """What pytest says of each at a student's desk, where it is run from another folder."""
    root = tmp_path_factory.mktemp("desk") / "course"
    shutil.copytree(course.root, root)
    hand_ins = [
        {
            "exercise": case.exercise,
            "text": base64.b64encode(case.desk.encode() if isinstance(case.desk, str) else case.desk).decode(),
            "beside": dict(case.beside or {}),
        }
        for case in AT_DESK
    ]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "PYTHON", "LAB_"))}
    done = subprocess.run(
        [sys.executable, "-P", DRIVER],
        input=json.dumps(hand_ins),
        cwd=root,
        env={
            **environment,
            "PYTHONPATH": str(root),
            "OMP_NUM_THREADS": "1",
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "MPLBACKEND": "Agg",
            "HF_HUB_OFFLINE": "1",
        },
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    return dict(zip([case.name for case in AT_DESK], json.loads(done.stdout), strict=True))


@pytest.mark.parametrize("case", AT_DESK, ids=lambda case: case.name)
def test_the_desk_says_the_same_of_the_public_tests(desk: dict, graded: dict[str, Record], case: Case) -> None:
    public = [t for t in of_the_exercise(graded[case.name], case).tests if not t.hidden]
    here = desk[case.name]
    same = {"refused": "cannot load"}  # what cannot be read is one thing at the desk
    expected = {t.name: same.get(t.outcome, t.outcome) for t in public}
    assert {name: outcome for name, (outcome, _) in here["tests"].items()} == expected, here
    assert here["status"] == (0 if all(t.outcome == "passed" for t in public) else 1), here["said"]
    told = flat([message for _, message in here["tests"].values()])
    assert not case.told or any(case.told in text for text in told), told
    assert not [text for text in told if "Traceback" in text or "graders/" in text]


def elsewhere(course: Path) -> dict[str, tuple[Path, list[str]]]:
    unit = course / "exercises" / "attention"
    return {
        "in the unit's folder, by file": (unit, ["causal_mask_checker.py"]),
        "in the unit's folder": (unit, []),
        "in a folder that has nothing to do with it": (course.parent, [str(unit / "causal_mask_checker.py")]),
        "by a relative path": (course.parent, [f"{course.name}/exercises/attention/causal_mask_checker.py"]),
        "in the folder of exercises, by name": (unit.parent, ["-k", "causal_mask_checker"]),
    }


@pytest.mark.parametrize("where", elsewhere(Path("course")))
def test_pytest_at_the_desk_may_be_run_from_anywhere(own_course, where: str) -> None:
    own_course.solve("causal_mask_checker", around("open('left.txt', 'w').close()\n" + MARK))
    folder, arguments = elsewhere(own_course.root)[where]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "PYTHON", "LAB_"))}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=folder,
        env={**environment, "PYTHONPATH": str(own_course.root), "OMP_NUM_THREADS": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 public tests passed" in done.stdout
    assert (folder / "left.txt").exists()
