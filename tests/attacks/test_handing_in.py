"""A hand-in may be anything: it ends in a record that says so, and in no marks."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.course.job import Stamp, grade_entry
from graders.course.record import append, read
from graders.course.report.html import write_html
from graders.kit.grading import Grader
from graders.kit.running import Draw
from graders.sandbox.process import RoomBroken
from graders.sandbox.room import Room
from graders.sandbox.tiers import TierMissing

from .harness import causal
from .suite import HERE, read_attack

ATTACKS = sorted((HERE / "handing_in").glob("*.py"))
STAMP = Stamp("grader", "bwrap", "open", b"a course key of the attack suite")
SECONDS = 15.0


@pytest.fixture(scope="module", params=["bwrap", "landlock"])
def grader(request: pytest.FixtureRequest) -> Iterator[Grader]:
    try:
        room = Room(request.param)
        found = Grader([causal()], lambda source, exercise: room.open(source, exercise.imports))
        found.grade_exercise(causal(), found.reference_source(causal()), _draw())
    except (TierMissing, RoomBroken) as missing:
        pytest.skip(str(missing))
    yield found
    room.close()


def _draw() -> Draw:
    return Draw(STAMP.key, "mallory")


@pytest.mark.parametrize("path", ATTACKS, ids=lambda path: path.stem)
def test_hand_in_ends_in_a_record_and_no_marks(
    path: Path, grader: Grader, tmp_path: Path, results: dict, request: pytest.FixtureRequest
) -> None:
    stopped = results.setdefault(request.node.callspec.params["grader"], {})
    stopped[f"handing_in/{path.stem}"] = False
    assert read_attack(path).fields.keys() >= {"Shows", "Stopped by"}
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "class").mkdir()
    entry = module.build(tmp_path / "class")
    start = time.monotonic()
    record = grade_entry(entry, grader, STAMP)
    assert time.monotonic() - start < SECONDS
    assert record.points == 0
    assert all(e.outcome != "could not check" for e in record.exercises)
    append(tmp_path / "results.jsonl", record)
    write_html(read(tmp_path / "results.jsonl"), tmp_path / "report.html", {})
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "\x1b" not in page
    assert not Path("/tmp/mallory-was-here.py").exists()
    assert not list(tmp_path.rglob("mallory-was-here.py"))
    honest = grader.grade_exercise(causal(), grader.reference_source(causal()), _draw())
    assert honest.outcome == "passed"
    stopped[f"handing_in/{path.stem}"] = True
