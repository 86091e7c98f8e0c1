"""What of a source could not be run, told where it is missed: by the name that a failed statement would have bound."""

from __future__ import annotations

import ast
import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from .answer import Raised
from .telling import describe
from .values import printable

MAX_MISSING = 200
BOUND = re.compile(r"^[ \t]*(?:(?:async[ \t]+)?def|class)[ \t]+(\w+)|^(\w+)[ \t]*=", re.M)


@dataclass(frozen=True)
class Trouble:
    """One statement that failed: what is said where a function is missing for it, and where a call misses a name."""

    sentence: str
    raised: Raised


class Troubles:
    """The failed statements of a source; false where there is none, and as text the first of them."""

    def __init__(self, filenames: Sequence[str]) -> None:
        self.filenames = filenames
        self.first = ""
        self._by_name: dict[str, Trouble] = {}

    def __bool__(self) -> bool:
        return bool(self.first)

    def __str__(self) -> str:
        return self.first

    def note(self, error: BaseException, where: str, names: Sequence[str]) -> None:
        """Remember a failed statement; one that failed for the lack of another's name is explained by that other."""
        trouble = self._cause(error)
        if trouble is None:
            raised = describe(error, self.filenames)
            trouble = Trouble(_sentence(error, where, raised), raised)
        self.first = self.first or trouble.sentence
        for name in names:
            self._by_name.setdefault(name, trouble)

    def forget(self, names: Sequence[str]) -> None:
        """Forget what was said of names that could be bound in the end."""
        for name in names:
            self._by_name.pop(name, None)

    def describe(self, error: BaseException) -> Raised:
        """Return an error of a call as plain text; the lack of a name is told by what should have bound it."""
        raised, trouble = describe(error, self.filenames), self._cause(error)
        if trouble is None:
            return raised
        cause = trouble.raised
        return Raised(cause.type, cause.bases, cause.message, (*cause.lines[-1:], *raised.lines[-2:]))

    def why_missing(self, names: Container[str]) -> dict[str, str]:
        """Return a sentence for each name that is not among these and was to be bound, and for "" the first of all."""
        lost = [(name, trouble.sentence) for name, trouble in self._by_name.items() if name not in names]
        return {"": self.first, **dict(lost[:MAX_MISSING])} if self else {}

    def _cause(self, error: BaseException) -> Trouble | None:
        name = error.name if isinstance(error, NameError) else None
        return self._by_name.get(name) or self._by_name.get("*") if type(name) is str else None


def bound_by(code: str | ast.stmt) -> list[str]:
    """Return the names that a statement, or code that is not Python, would have bound at its top level."""
    if isinstance(code, str):
        return [name for pair in BOUND.findall(code) for name in pair if name]
    return list(dict.fromkeys(_bound(code)))


def _bound(statement: ast.stmt) -> Iterator[str]:
    for node in ast.walk(statement):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.alias):
            yield node.asname or node.name.partition(".")[0]
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def _sentence(error: BaseException, where: str, raised: Raised) -> str:
    if isinstance(error, SyntaxError) and error.filename == where:
        text = printable((error.text or "").strip(), 80)
        return f"{where} line {error.lineno} is not Python: {error.msg}: {text}"
    at = f" ({raised.lines[-1]})" if raised.lines else ""
    return f"{where} stops while it is loaded: {raised.type}: {raised.message}{at}"
