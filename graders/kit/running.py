"""Runs one test against one session and says what came of it."""

from __future__ import annotations

import hashlib
import hmac
import inspect
from dataclasses import dataclass
from typing import Any

import numpy as np

from graders.sandbox.answer import Answer, Lost, Raised
from graders.sandbox.session import Session
from graders.sandbox.values import printable

from .calls import Call, NoAnswer, Student
from .findings import Finding, Wrong, render
from .recordings import LLM, answering
from .reference import BrokenReference, Voice
from .tests import Test


@dataclass(frozen=True)
class Draw:
    """What the hidden inputs of a hand-in are drawn from: a course key and the submission's name."""

    key: bytes
    submission: str

    def rng(self, test: Test) -> np.random.Generator:
        """Return the generator of one test: the same at each regrade, another one for another student."""
        name = f"{self.submission}/{test.exercise.name}/{test.name}".encode()
        return np.random.default_rng(int.from_bytes(hmac.digest(self.key, name, hashlib.sha256)[:16], "big"))


@dataclass
class Verdict:
    """The outcome of one test; `finding` or `lost` says why it did not pass."""

    test: Test
    outcome: str
    trace: list[tuple[Call, Answer]]
    call: Call | None = None
    finding: Finding | None = None
    answer: Raised | Lost | None = None
    likely: str | None = None
    read: str | None = None
    slug: str | None = None

    @property
    def points(self) -> float:
        return self.test.points if self.outcome == "passed" else 0.0

    @property
    def reason(self) -> str:
        """Why it did not pass, in one line, for whoever may see everything."""
        return _public_message(self).partition("\n")[0] if self.outcome != "passed" else ""

    @property
    def message(self) -> str:
        """What the student reads; of a hidden test never an input, an expected value or a word of theirs."""
        if self.outcome == "passed":
            return ""
        return _hidden_message(self) if self.test.hidden else _public_message(self)


def run_test(test: Test, session: Session, reference: Voice, draw: Draw) -> Verdict:
    """Return the verdict of one test on one session; what the machine may have ended is run once more."""
    verdict = _run(test, session, reference, draw)
    if isinstance(verdict.answer, Lost) and verdict.answer.again:
        verdict = _run(test, session, reference, draw)
    return verdict


def _run(test: Test, session: Session, reference: Voice, draw: Draw) -> Verdict:
    student = Student(session, test.deadline)
    recordings = LLM() if "llm" in test.voices else None
    available: dict[str, Any] = {
        "student": student,
        "reference": reference(test),
        "rng": draw.rng(test) if "rng" in test.voices else None,
        "llm": recordings,
    }
    try:
        with answering(recordings):
            test.function(**{name: available[name] for name in test.voices})
    except Exception as error:
        return judge(test, student, error, recordings)
    return Verdict(test, "passed", student.trace)


def judge(test: Test, student: Student, error: BaseException, recordings: Any = None) -> Verdict:
    """Return the verdict that an error which ended a test stands for."""
    trace = student.trace
    unmatched = recordings.unmatched if recordings is not None else []
    if unmatched and isinstance(error, (Wrong, NoAnswer)):
        finding = Finding(
            "a request to the model that differs from what was asked",
            f"sent a request nothing answers: {printable(unmatched[0], 300)}",
        )
        return Verdict(test, "wrong", trace, trace[-1][0] if trace else None, finding)
    if isinstance(error, Wrong):
        return Verdict(test, "wrong", trace, student.call_of(error.value), error.finding)
    if isinstance(error, NoAnswer):
        return Verdict(test, _outcome(error.answer), trace, error.call, answer=error.answer)
    return Verdict(test, "could not check", trace, answer=_own_fault(error))


def _own_fault(error: BaseException) -> Lost:
    """Return a fault of ours: in full, and in a form that gives no input of a hidden test away."""
    if isinstance(error, BrokenReference):
        return Lost("could not check", str(error), "the reference has no answer to a call of it")
    frames = inspect.getinnerframes(error.__traceback__) if error.__traceback__ else []
    at = f" ({frames[-1].function}, line {frames[-1].lineno})" if frames else ""
    kind = f"the grader itself failed: {type(error).__name__}"
    return Lost("could not check", f"{kind}: {error}{at}", f"{kind}{at}")


def _outcome(answer: Raised | Lost) -> str:
    if isinstance(answer, Lost):
        return answer.kind
    if "NotImplementedError" in answer.bases:
        return "not started"
    return "crashed" if "MemoryError" in answer.bases else "raised"


def _fault(verdict: Verdict) -> tuple[str, list[tuple[str, str | None]]]:
    answer, finding, call = verdict.answer, verdict.finding, verdict.call
    if finding is not None:
        return f"{call} {finding.headline}", [("expected", finding.expected), ("got", finding.got)]
    if verdict.outcome == "not started" and call is not None:
        return f"{call.name} is not started: it still raises NotImplementedError.", []
    if isinstance(answer, Raised):
        rows: list[tuple[str, str | None]] = [("raised", f"{answer.type}: {answer.message}")]
        return f"{call} raised an error.", rows + [("at", line) for line in answer.lines]
    assert answer is not None
    if answer.kind == "could not check":
        return f"This could not be checked, and costs no marks: {answer.reason}.", []
    if answer.kind == "cannot load":
        return f"{answer.reason}.", []
    return f"{call} {_LOST[answer.kind]}: {answer.reason}.", [("note", answer.hint)]


_LOST = {
    "timed out": "did not come to an end",
    "crashed": "ended its process",
    "refused": "was refused",
}


def _public_message(verdict: Verdict) -> str:
    headline, rows = _fault(verdict)
    return render(headline, rows, verdict.likely, verdict.read)


def _hidden_message(verdict: Verdict) -> str:
    answer = verdict.answer
    if verdict.finding is not None:
        fault = verdict.finding.kind.rstrip(".")
    elif isinstance(answer, Raised):
        fault = f"raised {answer.bases[0] if answer.bases else 'an error'}"
    elif verdict.outcome == "could not check":
        assert isinstance(answer, Lost)
        return render(f"This could not be checked, and costs no marks: {answer.hint}.", [])
    elif answer is not None and answer.kind == "cannot load":
        return _public_message(verdict)
    else:
        assert answer is not None
        fault = _LOST[answer.kind]
    if verdict.outcome == "not started":
        fault = "not started"
    headline = f"A hidden test of {verdict.test.exercise.name} fails: {verdict.test.requirement}."
    return render(headline, [("fault", fault)], verdict.likely, verdict.read)
