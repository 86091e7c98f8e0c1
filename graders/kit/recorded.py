"""What is right, and what wrong solutions answer, where neither the reference nor the bank is: a student's copy.

A release writes for each exercise one file of fixtures/answers. It holds, for each public test, the reference's answers
in the order they are asked for, and for each wrong solution the public tests it fails with the answers it gave. So a
student's copy judges as the full one does, and names the same misconceptions.
"""

from __future__ import annotations

import base64
import functools
import json
from collections.abc import Callable
from typing import Any

from graders.sandbox.answer import Answer, Lost, Raised, Returned
from graders.sandbox.values import Packer, Unpacker

from .bank import Bank, Mistake, Trace
from .calls import Call
from .catalog import ROOT, STUDENTS_COPY, Exercise
from .findings import Finding
from .reference import BrokenReference, Memory, Voice, live
from .running import Draw, Verdict
from .tests import Test, load_tests

FOLDER = ROOT / "fixtures" / "answers"


def bank_of(exercise: Exercise, memory: Memory) -> Bank:
    """Return the bank of an exercise, and in it the reference: live where they are, otherwise as recorded."""
    if not STUDENTS_COPY:
        return Bank(exercise, live(exercise, memory))
    return RecordedBank(exercise, Recording((FOLDER / f"{exercise.name}.json").read_bytes()))


class Recording:
    """The file of one exercise, as it is read."""

    def __init__(self, content: bytes) -> None:
        self._content = json.loads(content)
        self._buffers = [base64.b64decode(buffer) for buffer in self._content["buffers"]]

    def voice(self, test: Test) -> Replayed:
        """Return the `reference` of a test, which gives the recorded answers in their order."""
        return Replayed([(name, self._value(tree)) for name, tree in self._content["reference"].get(test.name, ())])

    def mistakes(self, tests: dict[str, Test]) -> list[Mistake]:
        """Return the wrong solutions, with their verdicts on the tests."""
        return [
            RecordedMistake(m["slug"], m["likely"], m["read"], self._verdicts(m, tests))
            for m in self._content["mistakes"]
        ]

    def _verdicts(self, mistake: dict[str, Any], tests: dict[str, Test]) -> dict[str, Verdict]:
        verdicts = {}
        for name, failed in mistake["fails"].items():
            trace = [(Call(function, (), {}), self._answer(tree)) for function, tree in failed["trace"]]
            finding = Finding(failed["kind"], "") if failed["kind"] is not None else None
            verdicts[name] = Verdict(tests[name], failed["outcome"], trace, finding=finding)
        return verdicts

    def _answer(self, tree: dict[str, Any]) -> Answer:
        if "value" in tree:
            return Returned(self._value(tree["value"]))
        if "raised" in tree:
            return Raised(tree["raised"][0], (), tree["raised"][1])
        return Lost("crashed", "recorded")

    def _value(self, tree: Any) -> Any:
        return Unpacker(self._buffers).unpack(tree)


class Replayed:
    """The recorded answers of a reference to one test."""

    def __init__(self, answers: list[tuple[str, Any]]) -> None:
        self._left = answers

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *args, **kwargs: self._next(name)

    def _next(self, name: str) -> Any:
        recorded, answer = self._left.pop(0) if self._left else ("nothing", None)
        if recorded != name:
            raise BrokenReference(f"no answer of the reference's {name} is recorded here, but of {recorded}")
        return answer


class RecordedMistake(Mistake):
    """A wrong solution that is known by what it answered."""

    def __init__(self, slug: str, likely: str, read: str, verdicts: dict[str, Verdict]) -> None:
        super().__init__(slug, likely, read)
        self._verdicts = verdicts

    def verdict(self, test: Test, reference: Voice, draw: Draw, like: Trace | None = None) -> Verdict:
        return self._verdicts.get(test.name) or Verdict(test, "passed", [])


class RecordedBank(Bank):
    """The wrong solutions of one exercise, as recorded."""

    def __init__(self, exercise: Exercise, recording: Recording) -> None:
        super().__init__(exercise, recording.voice)
        self._recording = recording

    @functools.cached_property
    def mistakes(self) -> list[Mistake]:
        return self._recording.mistakes({t.name: t for t in load_tests(self.exercise, hidden=False)})


class Recorder:
    """Writes the file of one exercise."""

    def __init__(self) -> None:
        self._packer = Packer()
        self.reference: dict[str, list[Any]] = {}
        self.mistakes: list[dict[str, Any]] = []

    def voice(self, inner: Voice) -> Voice:
        """Return a voice that keeps its answers to each test."""
        return lambda test: Noted(inner(test), self.reference.setdefault(test.name, []), self._packer)

    def add(self, mistake: Mistake, verdicts: list[Verdict]) -> None:
        """Keep what a wrong solution answered in the tests it fails."""
        fails = {
            v.test.name: {
                "outcome": v.outcome,
                "kind": v.finding.kind if v.finding else None,
                "trace": [[call.name, self._answer(answer)] for call, answer in v.trace],
            }
            for v in verdicts
            if v.outcome != "passed"
        }
        known = {"slug": mistake.slug, "likely": mistake.likely, "read": mistake.read}
        self.mistakes.append({**known, "fails": fails})

    def _answer(self, answer: Answer) -> dict[str, Any]:
        if isinstance(answer, Returned):
            return {"value": self._packer.pack(answer.value)}
        if isinstance(answer, Raised):
            return {"raised": [answer.type, answer.message]}
        return {"lost": answer.kind}

    def content(self) -> bytes:
        """Return the file's content."""
        buffers = [base64.b64encode(buffer).decode() for buffer in self._packer.buffers]
        content = {"reference": self.reference, "mistakes": self.mistakes, "buffers": buffers}
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class Noted:
    """A test's `reference` that is listened to."""

    def __init__(self, inner: Any, answers: list[Any], packer: Packer) -> None:
        self._inner = inner
        self._answers = answers
        self._packer = packer

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)

        def call(*args: Any, **kwargs: Any) -> Any:
            answer = getattr(self._inner, name)(*args, **kwargs)
            self._answers.append([name, self._packer.pack(answer)])
            return answer

        return call
