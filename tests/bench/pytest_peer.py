"""The plain pytest peer: fixtures that let pytest run the project's own test files on one hand-in."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import pytest

from graders.kit.catalog import Exercise, exercise_at
from graders.kit.reference import read_source
from graders.kit.tests import make_test
from graders.sandbox.session import DeskSession
from tests.bench.in_process import bench


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--hand-in", type=Path, required=True, help="the folder of one student")


@functools.cache
def _session(exercise: Exercise, hand_in: Path) -> DeskSession:
    return DeskSession(read_source(hand_in / exercise.unit / f"{exercise.name}.py", exercise))


@pytest.fixture
def voices(request: pytest.FixtureRequest) -> dict[str, Any]:
    exercise = exercise_at(request.path)
    assert exercise is not None
    hand_in = request.config.getoption("--hand-in")
    test = make_test(exercise, request.function, request.path.stem.endswith("_hidden"))
    return bench(exercise.name).voices(test, _session(exercise, hand_in), hand_in.name)


@pytest.fixture
def student(voices: dict[str, Any]) -> Any:
    return voices["student"]


@pytest.fixture
def reference(voices: dict[str, Any]) -> Any:
    return voices["reference"]


@pytest.fixture
def rng(voices: dict[str, Any]) -> Any:
    return voices["rng"]
