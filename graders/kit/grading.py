"""Grades one hand-in: every test of every exercise, each exercise in a session of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from graders.sandbox.answer import Lost
from graders.sandbox.session import Session
from graders.sandbox.source import Source

from .bank import Bank
from .catalog import Exercise
from .recorded import bank_of
from .reference import Memory, read_source
from .running import Draw, Verdict, run_test
from .tests import Test, load_tests

Opener = Callable[[Source, Exercise], Session]


@dataclass
class Marked:
    """One graded exercise of one hand-in."""

    exercise: Exercise
    verdicts: list[Verdict]
    printed: str = ""

    @property
    def points(self) -> float:
        return sum(v.points for v in self.verdicts)

    @property
    def outcome(self) -> str:
        """The outcome of the first test that did not pass; a fault of ours comes before all."""
        outcomes = [v.outcome for v in self.verdicts]
        if "could not check" in outcomes:
            return "could not check"
        return next((o for o in outcomes if o != "passed"), "passed")

    @property
    def misconception(self) -> str | None:
        """The wrong solution that the first explained failure equals."""
        return next((v.slug for v in self.verdicts if v.slug), None)


@dataclass
class Grader:
    """Everything that grading one hand-in after another needs, loaded once."""

    exercises: list[Exercise]
    open_session: Opener
    hidden: bool = True
    memory: Memory = field(default_factory=Memory)
    unfit: dict[Test, Lost] = field(default_factory=dict)
    """Tests that the reference itself does not pass here, and why: nobody is held to them."""

    def __post_init__(self) -> None:
        self.tests: dict[str, list[Test]] = {e.name: load_tests(e, self.hidden) for e in self.exercises}
        self.banks = {e.name: bank_of(e, self.memory) for e in self.exercises}
        self.blanks = {e.name: e.blank.read_text(encoding="utf-8") for e in self.exercises}
        self._untouched: dict[str, Marked] = {}

    def reference_source(self, exercise: Exercise) -> Source:
        """Return the reference solution as if it were handed in."""
        return read_source(exercise.reference, exercise)

    def try_out(self, exercise: Exercise, draw: Draw) -> str | None:
        """Grade the reference: a test it fails twice is held against nobody. Return the first reason, if any."""
        failed: dict[Test, str] = {}
        for _ in range(2):  # a test that takes the time may fail for once
            marked = self.grade_exercise(exercise, self.reference_source(exercise), draw)
            failed = {v.test: v.reason for v in marked.verdicts if v.outcome != "passed"}
            if not failed:
                return None
        why = "the reference does not pass this test here"
        self.unfit |= {test: Lost("could not check", f"{why}: {reason}", why) for test, reason in failed.items()}
        return next(iter(failed.values()))

    def grade(self, sources: Mapping[str, Source], draw: Draw) -> list[Marked]:
        """Return the marks of one hand-in, exercise by exercise, in course order."""
        return [self.grade_exercise(e, sources.get(e.name), draw) for e in self.exercises]

    def grade_exercise(self, exercise: Exercise, source: Source | None, draw: Draw) -> Marked:
        """Return the marks of one exercise; a source of None was not handed in."""
        if source is not None and not is_there(source, exercise):
            source = None
        if source is None or source.problem:
            return Marked(exercise, [_not_run(test, source) for test in self.tests[exercise.name]])
        if source.helpers or source.cells != (self.blanks[exercise.name],):
            return self._run(exercise, source, draw)
        if exercise.name not in self._untouched:  # the stub: many hand it in with what they did
            marked = self._run(exercise, source, draw)
            if marked.outcome != "not started":
                return marked
            self._untouched[exercise.name] = marked
        return self._untouched[exercise.name]

    def _run(self, exercise: Exercise, source: Source, draw: Draw) -> Marked:
        tests, bank = self.tests[exercise.name], self.banks[exercise.name]
        session = self.open_session(replace(source, forbidden=exercise.forbidden), exercise)
        try:
            public = [self._verdict(t, session, bank, draw) for t in tests if not t.hidden]
            printed = session.printed()  # what is printed later could give hidden inputs away
            hidden = [self._verdict(t, session, bank, draw) for t in tests if t.hidden]
        finally:
            session.close()
        verdicts = public + hidden
        bank.explain(verdicts, draw)
        return Marked(exercise, verdicts, printed)

    def _verdict(self, test: Test, session: Session, bank: Bank, draw: Draw) -> Verdict:
        if test in self.unfit:
            return Verdict(test, "could not check", [], answer=self.unfit[test])
        return run_test(test, session, bank.reference, draw)


def is_there(source: Source, exercise: Exercise) -> bool:
    """Tell whether a source has anything of an exercise: a notebook, which serves a whole unit, may not."""
    return not source.is_notebook or any(
        function.name in cell for cell in source.cells for function in exercise.functions
    )


def _not_run(test: Test, source: Source | None) -> Verdict:
    if source is None:
        reason = f"{test.exercise.name} was not handed in"
        return Verdict(test, "not started", [], answer=Lost("cannot load", reason))
    return Verdict(test, "refused", [], answer=Lost("cannot load", (source.problem or "").removesuffix(".")))
