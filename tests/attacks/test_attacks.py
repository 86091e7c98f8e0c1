"""Every attack is stopped in every tier that promises to, and the honest hand-in after it gets full marks."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.kit.catalog import exercises
from graders.sandbox.process import RoomBroken
from graders.sandbox.tiers import TierMissing

from .harness import MEMORY, Closed, Naive, TooLong, causal
from .suite import CANARY, GOT_THROUGH, LEAKED, Attack, attacks, course, hand_in

ATTACKS = attacks()
SECONDS = 30.0
TOO_MUCH = {"ending/fork_bomb"}
"""What nothing but a closed room may run: no limit of a process holds root back from having more of them."""


@pytest.fixture(scope="module", params=["bwrap", "landlock"])
def closed(request: pytest.FixtureRequest) -> Iterator[Closed]:
    try:
        room = Closed(request.param)
    except (TierMissing, RoomBroken) as missing:
        pytest.skip(str(missing))
    yield room
    room.close()


@pytest.fixture(scope="module", autouse=True)
def canary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Another student's hand-in, a key in the environment, a file in shared memory: all with the canary."""
    os.environ["LAB_COURSE_KEY"] = CANARY
    other = tmp_path_factory.mktemp("class") / "bob" / "attention"
    other.mkdir(parents=True)
    (other / "causal_mask_checker.py").write_text(f"# {CANARY}\n")
    shared = Path("/dev/shm/lab-canary")
    shared.write_text(CANARY)
    yield
    shared.unlink(missing_ok=True)
    del os.environ["LAB_COURSE_KEY"]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: a.name)
def test_attack_is_stopped(attack: Attack, closed: Closed, results: dict) -> None:
    if (attack.slow or attack.handles) and closed.room.tier != "bwrap" and "bwrap" in results:
        pytest.skip("the same in every tier, and slow")
    stopped = results.setdefault(closed.room.tier, {})
    stopped[attack.name] = False
    for exercise in course(attack.against if closed.room.tier == "bwrap" else attack.against[-1:]):
        try:
            run = closed.grade(hand_in(attack, exercise), exercise, attack, SECONDS)
        except TooLong:
            pytest.fail(f"grading {exercise.name} took more than {SECONDS:g} s")
        verdicts = run.marked.verdicts
        told = "\n".join(v.message for v in verdicts)
        outcomes = [v.outcome for v in verdicts]
        public = sum(v.test.points for v in verdicts if not v.test.hidden)
        assert run.marked.points <= attack.may_earn(public), [v.test.name for v in verdicts if v.points]
        assert "could not check" not in outcomes, told
        assert GOT_THROUGH not in told, told
        assert CANARY not in told
        assert all(char.isprintable() or char == "\n" for char in told), told
        assert LEAKED not in "\n".join(v.message for v in verdicts if v.test.hidden)
        assert run.memory < MEMORY, f"the grader took {run.memory >> 20} MB"
    assert closed.leftovers() == []
    honest = closed.honest(causal())
    assert honest.outcome == "passed", [v.message for v in honest.verdicts]
    stopped[attack.name] = True


def test_every_attack_says_what_it_wants_and_what_stops_it() -> None:
    for attack in ATTACKS:
        assert attack.goal.endswith("."), attack.name
        assert attack.fields.keys() >= {"Shows", "Stopped by"}, attack.name
        assert all(name in exercises() for name in attack.against), attack.name


def test_most_attacks_succeed_on_a_naive_grader(tmp_path: Path, naive_results: dict) -> None:
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        pytest.skip("an unprotected grader is attacked in a namespace of its own only")
    naive = Naive(tmp_path, bwrap)
    try:
        for attack in ATTACKS:
            if attack.family == "talking" or attack.name in TOO_MUCH:  # that family is about our own wire
                continue
            if causal().name in attack.against:
                naive_results[attack.name] = naive.grade(attack, causal())
    finally:
        naive.close()
    succeed = [name for name, gain in naive_results.items() if gain != "nothing"]
    assert len(succeed) > len(naive_results) / 2, naive_results
