"""Calls the functions of the exercises for a page, and says in one sentence what keeps one from being used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graders.kit.catalog import ROOT, Exercise, exercises
from graders.kit.reference import read_source
from graders.sandbox.answer import Answer, Lost, Raised, Returned
from graders.sandbox.runtime import raise_as
from graders.sandbox.session import DeskSession

from ..errors import UsageError

CPU_SECONDS = 300.0  # of one call: the timings take a while


class Waits(Exception):
    """A section cannot go on; the message is the sentence that stands in its place.

    `error` names the error that a function raised and its builtin bases, and is empty otherwise.
    """

    def __init__(self, sentence: str, error: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.error = error


class Desk:
    """The functions in exercises/, or with `reference` those in reference/, by their names `exercise.function`.

    Raises
    ------
    UsageError
        If the references are asked for where they are not.
    """

    def __init__(self, reference: bool = False) -> None:
        if reference and not (ROOT / "reference").is_dir():
            raise UsageError("--reference: there is no folder reference/ here; it is not released to students.")
        self.reference = reference
        self.last = ""
        self._sessions: dict[str, DeskSession] = {}
        self._stuck: Waits | None = None

    def call(self, path: str, *args: Any, **kwargs: Any) -> Any:
        """Return what a function returns, as plain data; models and clients are given as handles.

        Raises
        ------
        Waits
            If the function is not started, cannot be loaded, or raises.
        """
        name, _, function = path.partition(".")
        if name not in exercises():
            raise Waits(f"{name} is not among the exercises: this section waits for {function}.")
        answer = self._session(exercises()[name]).call(function, args, kwargs, CPU_SECONDS)
        if self._stuck is not None:  # a function that was handed to this one, which may have caught the error
            stuck, self._stuck = self._stuck, None
            raise stuck
        self.last = function
        if isinstance(answer, Returned):
            return answer.value
        raise Waits(_sentence(name, function, answer), answer.bases if isinstance(answer, Raised) else ())

    def function(self, path: str) -> Callable[..., Any]:
        """Return a function to hand to another one, such as a parser; what it raises is raised there."""

        def function(*args: Any, **kwargs: Any) -> Any:
            try:
                return self.call(path, *args, **kwargs)
            except Waits as wait:
                if "ValueError" in wait.error:
                    raise_as("ValueError", str(wait).partition(": ")[2])
                self._stuck = wait
                raise

        function.__name__ = path.rpartition(".")[2]
        return function

    def _session(self, exercise: Exercise) -> DeskSession:
        if exercise.name not in self._sessions:
            path = exercise.reference if self.reference else exercise.stub
            source = read_source(path, exercise)
            self._sessions[exercise.name] = DeskSession(source, theirs=not self.reference)
        return self._sessions[exercise.name]

    def close(self) -> None:
        for session in self._sessions.values():
            session.close()


def _sentence(name: str, function: str, answer: Answer) -> str:
    if isinstance(answer, Raised):
        if "NotImplementedError" in answer.bases:
            return f"{function} is not started: this section waits for it."
        where = f" ({answer.lines[-1]})" if answer.lines else ""
        return f"{function} raised {answer.type}: {answer.message or 'no message'}{where}"
    reason = answer.reason if isinstance(answer, Lost) else ""
    return f"{function} of {name} cannot be used: {reason}."


__all__ = ["Desk", "Waits"]
