"""The first voice of a test: `student` calls what was handed in, and gives plain values.

A test ends at the first call without an answer; graders never catch that themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graders.sandbox.answer import Answer, Effects, Lost, Raised, Returned
from graders.sandbox.session import Session

from .findings import show_call

MAX_KEPT = 16 << 20
"""Bytes of all answers of one test: they are kept until the hand-in is graded."""


@dataclass(frozen=True)
class Call:
    """One call of a student's function, as the message about it needs it."""

    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]

    def __str__(self) -> str:
        return show_call(self.name, self.args, self.kwargs)


class NoAnswer(Exception):
    """A call returned nothing to check: it raised, or its process was lost."""

    def __init__(self, call: Call, answer: Raised | Lost) -> None:
        super().__init__(str(answer))
        self.call = call
        self.answer = answer


class StudentFunction:
    """One of the student's functions, ready to be called."""

    def __init__(self, student: Student, name: str) -> None:
        self._student = student
        self.__name__ = name

    def answer(self, *args: Any, **kwargs: Any) -> Answer:
        """Return what the call gives, be it a value, an error or nothing."""
        return self._student.ask(Call(self.__name__, args, kwargs))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        answer = self.answer(*args, **kwargs)
        if isinstance(answer, Returned):
            return answer.value
        raise NoAnswer(self.last_call, answer)

    def each(self, cases: Sequence[tuple[Any, ...]]) -> Iterator[Any]:
        """Yield the value for each of many plain arguments: the same as calling one by one, and quicker."""
        for answer in self._student.ask_each(self.__name__, cases):
            if not isinstance(answer, Returned):
                raise NoAnswer(self.last_call, answer)
            yield answer.value

    @property
    def last_call(self) -> Call:
        return self._student.trace[-1][0]


class Student:
    """Calls the functions of one hand-in and keeps the trace of calls and answers of one test."""

    def __init__(self, session: Session, deadline: float = 5.0) -> None:
        self._session = session
        self._deadline = deadline
        self.trace: list[tuple[Call, Answer]] = []
        self._values: list[tuple[Any, Call]] = []
        self._kept = 0

    def __getattr__(self, name: str) -> StudentFunction:
        if name.startswith("_"):
            raise AttributeError(name)
        return StudentFunction(self, name)

    def fresh(self) -> Student:
        """Make the next call happen in a process that knows nothing of earlier calls."""
        self._session.renew()
        return self

    def ask(self, call: Call, watch: bool = False) -> Answer:
        """Call a function and remember what came back."""
        answer = self._session.call(call.name, call.args, call.kwargs, self._deadline, watch)
        return self._note(call, answer)

    def ask_each(self, name: str, cases: Sequence[tuple[Any, ...]]) -> Iterator[Answer]:
        """Yield what comes back from many calls; one that is not looked at leaves no trace."""
        for args, answer in zip(cases, self._session.call_each(name, cases, self._deadline), strict=True):
            yield self._note(Call(name, args, {}), answer)

    def _note(self, call: Call, answer: Answer) -> Answer:
        if isinstance(answer, Returned):
            self._kept += size_of(answer.value)
            if self._kept > MAX_KEPT:
                answer = Lost("refused", f"its answers in one test take more than {MAX_KEPT >> 20} MB")
        self.trace.append((call, answer))
        if isinstance(answer, Returned):
            self._remember(answer.value, call)
        return answer

    def watch_again(self) -> Effects:
        """Repeat the last call, and return what it changes besides returning a value."""
        call = self.trace[-1][0]
        answer = self.ask(call, watch=True)
        if isinstance(answer, Returned):
            return answer.effects
        raise NoAnswer(call, answer)

    def call_of(self, value: Any) -> Call | None:
        """Return the call a checked value came from: by identity, else the last call."""
        for seen, call in self._values:
            if seen is value:
                return call
        return self.trace[-1][0] if self.trace else None

    def _remember(self, value: Any, call: Call) -> None:
        if isinstance(value, (list, tuple, dict)) or hasattr(value, "shape"):
            self._values.append((value, call))
        if isinstance(value, tuple):
            for item in value:
                self._remember(item, call)


def size_of(value: Any) -> int:
    """Return about how many bytes a plain value takes."""
    if isinstance(value, (list, tuple)):
        return 64 + sum(map(size_of, value))
    if isinstance(value, dict):
        return 64 + sum(size_of(key) + size_of(item) for key, item in value.items())
    if isinstance(value, str):
        return 64 + len(value)
    if isinstance(value, np.ndarray):
        return size_of(value.tolist()) if value.dtype == object else 64 + value.nbytes
    return 64
