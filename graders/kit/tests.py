"""The tests of an exercise as data: name, points, deadline, and the function that is run."""

from __future__ import annotations

import importlib.util
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from .catalog import STUDENTS_COPY, Exercise

F = TypeVar("F", bound=Callable[..., Any])
DEADLINE = 5.0
VOICES = frozenset({"student", "reference", "rng", "llm"})


def points(value: float, deadline: float = DEADLINE) -> Callable[[F], F]:
    """Give a test its points, and the CPU seconds that one call of the student's may take."""

    def mark(function: F) -> F:
        function.lab_points = float(value)  # type: ignore[attr-defined]
        function.lab_deadline = float(deadline)  # type: ignore[attr-defined]
        return function

    return mark


@dataclass(frozen=True)
class Test:
    """One test of an exercise; its name is the requirement."""

    exercise: Exercise
    name: str
    function: Callable[..., None]
    hidden: bool
    points: float
    deadline: float
    voices: tuple[str, ...]

    __test__ = False  # not a test class, whatever pytest thinks of the name

    @property
    def requirement(self) -> str:
        return self.name.replace("_", " ")


def make_test(exercise: Exercise, function: Callable[..., None], hidden: bool) -> Test:
    """Return a test function of a grader as data."""
    name = function.__name__.removeprefix("test_")
    value = float(getattr(function, "lab_points", 0.0))
    deadline = float(getattr(function, "lab_deadline", DEADLINE))
    return Test(exercise, name, function, hidden, value, deadline, tuple(inspect.signature(function).parameters))


def load_tests(exercise: Exercise, hidden: bool = True) -> list[Test]:
    """Return an exercise's tests in the order they are run: public first, then hidden."""
    files = [(exercise.public_tests, False)] + ([(exercise.hidden_tests, True)] if hidden and not STUDENTS_COPY else [])
    return [make_test(exercise, function, is_hidden) for path, is_hidden in files for function in _functions(path)]


def _functions(path: Path) -> list[Callable[..., None]]:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return [value for name, value in vars(module).items() if name.startswith("test_") and inspect.isfunction(value)]
