"""What the test cells of a notebook call: a public test is run on the functions that the notebook has defined.

>>> lab_check("causal_mask_checker", "a_query_may_look_at_itself_and_at_the_past")  # nothing outside a notebook
"""

from __future__ import annotations

import contextlib
import functools
import html
import logging
import os
import re
import sys
import tempfile
import types
from collections.abc import Iterator
from typing import Any

from graders.sandbox.answer import Answer, Lost
from graders.sandbox.session import DeskSession
from graders.sandbox.source import Source

from . import quiz
from .bank import Bank
from .catalog import Exercise, exercises
from .recorded import bank_of
from .reference import Memory
from .running import Draw, run_test
from .tests import load_tests

DRAW = Draw(b"desk", "desk")
GREY, GREEN, RED = "#757575", "#2e7d32", "#c62828"
COLOURS = {"passed": GREEN, "not started": GREY, "could not check": GREY}
PAGE = re.compile(r"exercises/\w+/README\.md(#[\w-]+)")


class Result(float):
    """The points of a cell, which is what nbgrader reads; a notebook shows the words instead."""

    page: str

    def __new__(cls, points: float, page: str) -> Result:
        result = super().__new__(cls, points)
        result.page = page
        return result

    def _repr_html_(self) -> str:
        return self.page


def show(outcome: str, points: float | None, of: float, about: str, message: str) -> str:
    """Return as HTML what is shown below a test cell; `points` is None where people mark it."""
    marks = f"{points:g} of {of:g}" if points is not None else f"to be marked by hand, of {of:g}"
    lines = f"<pre>{PAGE.sub(_link, html.escape(message))}</pre>" if message else ""
    return (
        f'<div style="border-left: 4px solid {COLOURS.get(outcome, RED)}; padding-left: 1em">'
        f"<b>{html.escape(outcome)}</b> ({marks}): {html.escape(about)}{lines}</div>"
    )


def _link(page: re.Match[str]) -> str:
    return f'<a href="{page[1]}">{page[0]}</a>'  # the notebook has the page's anchors


def lab_check(exercise: str, test: str) -> Result | None:
    """Run a test of an exercise on the functions of this notebook.

    Parameters
    ----------
    exercise, test
        Names: of the exercise, and of one of its public tests, without `test_`.

    Returns
    -------
    Result
        The points, shown as the message; None outside a notebook, where nothing is run.
    """
    names = _names()
    if names is None:
        return None
    known = exercises().get(exercise)
    tests = {t.name: t for t in load_tests(known)} if known else {}
    if known is None or test not in tests:
        print(f"{exercise} has no test {test} in the version of text-analysis-lab that is installed here.")
        return None
    bank = _bank(known)
    with _nothing_on_stderr():
        verdict = run_test(tests[test], NotebookSession(known, names), bank.reference, DRAW)
        bank.explain([verdict], DRAW)
    page = show(verdict.outcome, verdict.points, verdict.test.points, verdict.test.requirement, verdict.message)
    if verdict.message and os.environ.get("NBGRADER_VALIDATING"):
        print(verdict.message, file=sys.stderr)  # this, and no page, is what `nbgrader validate` prints
    return Result(verdict.points, page)


def quiz_check(unit: str, question: str) -> Result | None:
    """Say which letter a question of the quiz has. It is marked after hand-in, also by nbgrader without our room."""
    answers = (_names() or {}).get("ANSWERS")
    if not isinstance(answers, dict):
        return None
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        (mark,) = quiz.mark(unit, f"ANSWERS = {answers!r}", drawn=[question])
        points = float(mark.outcome == "passed")
        return Result(points, show(mark.outcome, points, 1.0, question, mark.message))
    print(f"{question}: {answers.get(question) or 'not answered yet'}")
    return None


@contextlib.contextmanager
def _nothing_on_stderr() -> Iterator[None]:
    # For nbgrader a word on stderr is a failure, and libraries warn there.
    logging.disable(logging.CRITICAL if "NBGRADER_EXECUTION" in os.environ else logging.NOTSET)
    try:
        with contextlib.redirect_stderr(sys.stdout):
            yield
    finally:
        logging.disable(logging.NOTSET)


def _names() -> dict[str, Any] | None:
    """Return what the notebook has defined, or None where this is no notebook."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return getattr(shell, "user_ns", None)


@functools.cache
def _bank(exercise: Exercise) -> Bank:
    return bank_of(exercise, Memory())


class NotebookSession(DeskSession):
    """Calls the functions that a notebook has defined, as they are."""

    def __init__(self, exercise: Exercise, names: dict[str, Any]) -> None:
        cells = os.path.join(tempfile.gettempdir(), "ipykernel_")  # where the lines of a traceback are the student's
        super().__init__(Source(exercise.name, (), cells), theirs=True)
        self._module = types.SimpleNamespace(**names)

    def call(
        self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], deadline: float = 5.0, watch: bool = False
    ) -> Answer:
        if not callable(getattr(self._module, name, None)):
            return Lost("cannot load", f"this notebook has no function {name}; run the cell that defines it")
        return super().call(name, args, kwargs, deadline, watch)

    def renew(self) -> None:
        """Do nothing: a notebook knows what was called before."""
