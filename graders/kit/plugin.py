"""The pytest plugin at a student's desk: finds the public tests, runs them in this process, and speaks plainly.

`pytest`, `pytest -k NAME` and `pytest exercises/<unit>/<exercise>.py` run the public tests of the exercises on the
files in exercises/. Breakpoints work, since nothing is moved to another process.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graders.sandbox.session import DeskSession

from .bank import EXPLAINED, Bank
from .calls import Student
from .catalog import ROOT, Exercise, exercise_at, exercises
from .recorded import bank_of
from .recordings import LLM, answering
from .reference import Memory, read_source
from .running import Draw, Verdict, judge
from .tests import Test, make_test

LATER = "hidden tests are graded after hand-in"
MEMORY = Memory()
DRAW = Draw(b"desk", "desk")
VERDICT = pytest.StashKey[Verdict]()
REPORT = pytest.StashKey[pytest.TestReport]()


def is_grader(path: Path) -> Exercise | None:
    """Return the exercise whose tests a file holds, or None."""
    exercise = exercise_at(path) if path.suffix == ".py" and path.stem.startswith("test_") else None
    return exercise if exercise and path.resolve() in (exercise.public_tests, exercise.hidden_tests) else None


@functools.cache
def _session(exercise: Exercise) -> DeskSession:
    return DeskSession(read_source(exercise.stub, exercise, beside=True), theirs=True)


@functools.cache
def _bank(exercise: Exercise) -> Bank:
    return bank_of(exercise, MEMORY)


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave hidden tests and the bank to grading; leave everything else of graders/ alone."""
    if collection_path.name.endswith("_hidden.py") or collection_path.name in ("mistakes", "accepted"):
        return True if exercise_at(collection_path) else None
    return None


class ExerciseFile(pytest.File):
    """A student's file, which stands for its public tests; it is not imported as a test module itself."""

    def collect(self) -> Iterator[pytest.Module]:
        exercise = _stub(self.path)
        assert exercise is not None
        yield pytest.Module.from_parent(self, path=exercise.public_tests)


def _stub(path: Path) -> Exercise | None:
    exercise = exercises().get(path.stem)
    return exercise if exercise and path.resolve() == exercise.stub else None


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> ExerciseFile | None:
    """Take the exercises in a folder for their public tests."""
    if _stub(file_path) and not parent.session.isinitpath(file_path):
        return ExerciseFile.from_parent(parent, path=file_path)
    return None


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> Any:
    """Take an exercise that is named on the command line for its public tests."""
    return ExerciseFile.from_parent(parent, path=module_path) if _stub(module_path) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the exercises in course order."""
    order = {name: number for number, name in enumerate(exercises())}
    items.sort(key=lambda item: order.get(_exercise(item).name, 0) if _exercise(item) else -1)  # type: ignore[union-attr]


def _exercise(item: pytest.Item) -> Exercise | None:
    return is_grader(item.path)


def _test(item: pytest.Item) -> Test | None:
    exercise = _exercise(item)
    return make_test(exercise, item.function, False) if exercise else None  # type: ignore[attr-defined]


@pytest.fixture
def student(request: pytest.FixtureRequest) -> Student:
    """Calls the functions in the exercise's file."""
    test = _test(request.node)
    assert test is not None
    return Student(_session(test.exercise), test.deadline)


@pytest.fixture
def reference(request: pytest.FixtureRequest) -> Any:
    """Calls the reference."""
    test = _test(request.node)
    assert test is not None
    return _bank(test.exercise).reference(test)


@pytest.fixture
def llm() -> Iterator[LLM]:
    """Hands out API clients answered from recordings."""
    recordings = LLM()
    with answering(recordings):
        yield recordings


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Say in the student's words why a test of an exercise did not pass."""
    report = yield
    test = _test(item)
    if call.when != "call" or test is None:
        return report
    arguments = item.funcargs  # type: ignore[attr-defined]
    if call.excinfo is None:
        item.stash[VERDICT] = Verdict(test, "passed", arguments["student"].trace)
        return report
    if call.excinfo.errisinstance((pytest.exit.Exception, KeyboardInterrupt)):
        return report
    verdict = judge(test, arguments["student"], call.excinfo.value, arguments.get("llm"))
    if verdict.outcome in EXPLAINED:
        so_far = [v for v in _verdicts(item.session.items) if v.test.exercise == test.exercise]
        _bank(test.exercise).explain([*(v for v in so_far if v.outcome == "passed"), verdict], DRAW)
    item.stash[VERDICT] = verdict
    item.stash[REPORT] = report
    report.longrepr = verdict.message
    report.sections = [(title, text) for title, text in report.sections if not title.startswith("Captured log")]
    report.lab_outcome = verdict.outcome
    if verdict.outcome == "not started":
        report.outcome = "skipped"
        report.longrepr = (str(test.exercise.stub.relative_to(ROOT)), 0, verdict.message)
    return report


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """Count what is not started apart from what is wrong."""
    if report.when == "call" and getattr(report, "lab_outcome", None) == "not started":
        return "not started", "-", "NOT STARTED"
    return None


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let a run in which nothing failed, but something is not started, not look like success."""
    verdicts = _verdicts(session.items)
    unfinished = any(v.outcome == "not started" for v in verdicts)
    if unfinished and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    for exercise in dict.fromkeys(v.test.exercise for v in verdicts if v.outcome in EXPLAINED):
        _explain_again(exercise, session.items)


def _explain_again(exercise: Exercise, items: list[pytest.Item]) -> None:
    """Name the misconceptions once more, now that it is known which tests pass."""
    verdicts = [v for v in _verdicts(items) if v.test.exercise == exercise]
    for verdict in verdicts:
        verdict.slug = verdict.likely = verdict.read = None
    _bank(exercise).explain(verdicts, DRAW)
    for item in items:
        if REPORT in item.stash and item.stash[VERDICT] in verdicts and item.stash[VERDICT].outcome in EXPLAINED:
            item.stash[REPORT].longrepr = item.stash[VERDICT].message


def _verdicts(items: list[pytest.Item]) -> list[Verdict]:
    return [item.stash[VERDICT] for item in items if VERDICT in item.stash]


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Write a line per exercise: how many public tests passed, and what is left."""
    per_exercise: dict[str, list[str]] = {}
    for key, reports in terminalreporter.stats.items():
        for report in reports:
            exercise = is_grader(ROOT / report.nodeid.partition("::")[0]) if hasattr(report, "nodeid") else None
            if exercise and getattr(report, "when", None) == "call":
                per_exercise.setdefault(exercise.name, []).append(getattr(report, "lab_outcome", key))
    if not per_exercise:
        if any(Path(argument).name == "quiz.py" for argument in terminalreporter.config.args):
            terminalreporter.write_line("quiz.py has no tests: it is marked after hand-in.")
        return
    terminalreporter.section("exercises")
    width = max(map(len, per_exercise))
    for name in exercises():
        if outcomes := per_exercise.get(name):
            terminalreporter.write_line(f"{name:<{width}}  {_summary(outcomes)}")
    if not any(set(outcomes) == {"passed"} for outcomes in per_exercise.values()):
        terminalreporter.write_line(f"({LATER})")


def _summary(outcomes: list[str]) -> str:
    if set(outcomes) == {"not started"}:
        return "not started"
    passed = outcomes.count("passed")
    rest = [o for o in dict.fromkeys(outcomes) if o != "passed"]
    words = ", ".join(f"{outcomes.count(o)} {o}" for o in rest)
    if not rest:
        return f"{passed} public tests passed; {LATER}"
    return f"{passed} of {len(outcomes)} public tests passed, {words}"
