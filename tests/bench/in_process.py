"""How a peer runs the project's tests: in the process that holds the student's code, as at a student's desk.

All peers thus do the same work: the same tests on the same inputs against the same references. There is no
deadline, no sandbox and no search for misconceptions.
"""

from __future__ import annotations

import functools
import importlib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from graders.kit.calls import Student
from graders.kit.catalog import Exercise, exercises
from graders.kit.reference import Memory, live, read_source
from graders.kit.running import Draw, run_test
from graders.kit.tests import Test, load_tests
from graders.sandbox.session import DeskSession, Session
from graders.sandbox.source import Source

KEY = b"open"  # as `lab grade` without --key: the same hidden inputs


class NotebookSession(DeskSession):
    """Calls the functions a notebook has defined."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        super().__init__(Source("notebook", (), "notebook"))
        self._module = SimpleNamespace(**namespace)

    def renew(self) -> None:
        """Stay as it is: a kernel does not start afresh for one test."""


class Bench:
    """The tests and references of some exercises, loaded once a process."""

    def __init__(self, names: list[str]) -> None:
        self.exercises = [exercises()[name] for name in names]
        self.tests = {e.name: load_tests(e) for e in self.exercises}
        self.memory = Memory()
        self.references = {e.name: live(e, self.memory) for e in self.exercises}

    def warm_up(self) -> None:
        """Import what is used and grade the reference once, so that fixed answers are known."""
        for exercise in self.exercises:
            for library in exercise.imports:
                importlib.import_module(library)
            self.grade_exercise(exercise, exercise.reference, "reference")

    def grade(self, folder: Path) -> dict[str, float]:
        """Return a hand-in's points by exercise."""
        return {e.name: self.grade_exercise(e, folder / e.unit / f"{e.name}.py", folder.name) for e in self.exercises}

    def grade_exercise(self, exercise: Exercise, path: Path, student: str) -> float:
        session = DeskSession(read_source(path, exercise))
        return sum(test.points for test in self.tests[exercise.name] if not self.fault(test, session, student))

    def fault(self, test: Test, session: Session, student: str) -> str:
        """Return what a student reads about a failing test; nothing where it passes."""
        verdict = run_test(test, session, self.references[test.exercise.name], Draw(KEY, student))
        return verdict.message

    def voices(self, test: Test, session: Session, student: str) -> dict[str, Any]:
        """Return a test's arguments, for who calls the test function itself."""
        return {
            "student": Student(session, test.deadline),
            "reference": self.references[test.exercise.name](test),
            "rng": Draw(KEY, student).rng(test),
        }


@functools.cache
def bench(exercise: str) -> Bench:
    """Return the tests and the reference of one exercise."""
    return Bench([exercise])


def run_cell(exercise: str, name: str, namespace: dict[str, Any]) -> None:
    """Run one test on a notebook's functions; nbgrader runs it in the folder STUDENT/ASSIGNMENT."""
    own = bench(exercise)
    (test,) = (t for t in own.tests[exercise] if cell_name(t) == name)
    message = own.fault(test, NotebookSession(namespace), Path.cwd().parent.name)
    assert not message, message


def cell_name(test: Test) -> str:
    """Return a name that no other test of the exercise has."""
    return f"{'hidden' if test.hidden else 'public'}-{test.name}"
