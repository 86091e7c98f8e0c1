"""How a peer runs the project's tests: in the process that holds the student's code, with nothing in between.

All peers thus do the same work: the same tests on the same inputs against the same references. Only what the tests
need is done: no deadline, no sandbox, no search for misconceptions, and side effects are watched only where a test
asks for them.
"""

from __future__ import annotations

import functools
import importlib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from graders.kit.bank import read_source
from graders.kit.calls import Memory, Reference, Student
from graders.kit.catalog import Exercise, exercises
from graders.kit.running import Draw, run_test
from graders.kit.tests import Test, load_tests
from graders.sandbox import runtime
from graders.sandbox.answer import Answer, Lost, Returned
from graders.sandbox.session import DeskSession, plain
from graders.sandbox.source import Source

KEY = b"open"  # as `lab grade` without --key: the same hidden inputs


class BareSession(DeskSession):
    """Calls a student's functions directly; arguments and results are plain copies, as for every grader."""

    def __init__(self, source: Source, namespace: dict[str, Any] | None = None) -> None:
        super().__init__(source)
        self.watches_effects = False
        self._module = None if namespace is None else SimpleNamespace(**namespace)
        self._is_notebook = namespace is not None

    def call(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], deadline: float = 0) -> Answer:
        if self.watches_effects:
            return super().call(name, args, kwargs, deadline)
        if self._module is None:
            self._module, self._problem = runtime.load(self.source)
        function = getattr(self._module, name, None)
        if function is None:
            return Lost("cannot load", self._problem or f"there is no {name}")
        given_args, given_kwargs = self._arguments(args, kwargs)
        try:
            return Returned(plain(function(*given_args, **given_kwargs)))
        except Exception as error:
            return runtime.describe(error, [self.source.filename])

    def renew(self) -> None:
        if not self._is_notebook:
            super().renew()


class Bench:
    """The tests and references of some exercises, loaded once a process."""

    def __init__(self, names: list[str]) -> None:
        self.exercises = [exercises()[name] for name in names]
        self.tests = {e.name: load_tests(e) for e in self.exercises}
        self.references = {e.name: BareSession(read_source(e.reference, e.name)) for e in self.exercises}
        self.memory = Memory()

    def warm_up(self) -> None:
        """Import what the exercises use and grade the reference once: all is used, fixed answers are known."""
        for exercise in self.exercises:
            for library in exercise.imports:
                importlib.import_module(library)
            self.grade_exercise(exercise, exercise.reference, "reference")

    def grade(self, folder: Path) -> dict[str, float]:
        """Return a hand-in's points by exercise."""
        return {
            e.name: self.grade_exercise(e, folder / e.unit / f"{e.name}.py", folder.name)
            for e in self.exercises
        }

    def grade_exercise(self, exercise: Exercise, path: Path, student: str) -> float:
        session = BareSession(read_source(path, exercise.name))
        return sum(
            test.points for test in self.tests[exercise.name] if not self.fault(test, session, student)
        )

    def fault(self, test: Test, session: BareSession, student: str) -> str:
        """Return what a student reads about a failing test; nothing where it passes."""
        session.watches_effects = watches_effects(test)
        verdict = run_test(
            test, session, self.references[test.exercise.name], self.memory, Draw(KEY, student)
        )
        return verdict.message

    def voices(self, test: Test, session: BareSession, student: str) -> dict[str, Any]:
        """Return a test's arguments, for who calls the test function itself."""
        session.watches_effects = watches_effects(test)
        return {
            "student": Student(session, test.deadline),
            "reference": Reference(self.references[test.exercise.name], self.memory),
            "rng": Draw(KEY, student).rng(test),
        }


def watches_effects(test: Test) -> bool:
    """Tell whether a test asks what a call changed besides returning a value."""
    return "unchanged" in test.function.__code__.co_names


@functools.cache
def bench(exercise: str) -> Bench:
    """Return the tests and the reference of one exercise."""
    return Bench([exercise])


def run_cell(exercise: str, name: str, namespace: dict[str, Any]) -> None:
    """Run one test on a notebook's functions; nbgrader runs each hand-in in its own folder, STUDENT/ASSIGNMENT."""
    own = bench(exercise)
    (test,) = (t for t in own.tests[exercise] if cell_name(t) == name)
    session = BareSession(Source(exercise, (), exercise), namespace)
    message = own.fault(test, session, Path.cwd().parent.name)
    assert not message, message


def cell_name(test: Test) -> str:
    """Return a name that no other test of the exercise has."""
    return f"{'hidden' if test.hidden else 'public'}-{test.name}"
