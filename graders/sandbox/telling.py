"""Errors as plain text: of what type, what they say, which lines of the student's led there, and what to change."""

from __future__ import annotations

import builtins
import errno
import linecache
import traceback
import types
from collections.abc import Iterator, Sequence

from .answer import Raised
from .values import printable

MAX_TEXT = 300
BEFORE_ADVICE = 150
"""Of a long text the rest is cut, so that what to change is still read."""


def describe(error: BaseException, filenames: Sequence[str]) -> Raised:
    """Return an error as plain text: type, text, and the last lines of the student's own that led to it."""
    bases = [c.__name__ for c in type(error).__mro__ if getattr(builtins, c.__name__, None) is c]
    try:
        message, what = " ".join(str(error).split()), advice(error)
    except BaseException:
        message, what = "(an error whose text cannot be read)", None
    message = f"{printable(message, BEFORE_ADVICE)}: {what}" if what else printable(message, MAX_TEXT)
    frames = [(frame.f_code, number) for frame, number in traceback.walk_tb(error.__traceback__)]
    theirs = [(code, number) for code, number in frames if code.co_filename.startswith(tuple(filenames))]
    lines = tuple(_shown(code, number) for code, number in theirs[-3:])
    return Raised(printable(type(error).__name__, 60), tuple(bases), message, lines)


def _shown(code: types.CodeType, number: int) -> str:
    line = linecache.getline(code.co_filename, number).strip()
    return printable(f"line {number}, in {code.co_name}: {line}", 96)


def advice(error: BaseException) -> str | None:
    """Return what is different where code is graded, for an error that may come of it; None for any other."""
    for cause in _causes(error):
        text = str(cause)
        if "EOF when reading a line" in text or "reading from stdin" in text:
            return "nobody is there to answer input()"
        if isinstance(cause, ModuleNotFoundError) and cause.name:
            return "it is no library of the course, and no file beside this one"
        if isinstance(cause, PermissionError) and cause.filename:
            return "a graded file may use its current folder and what tempfile gives, no other files"
        if isinstance(cause, PermissionError) or type(cause).__name__ == "gaierror" or "huggingface.co" in text:
            return "a graded file may start no process and use no network"
        if isinstance(cause, OSError) and cause.errno == errno.ENOENT and cause.filename:
            return "only code is graded, no file of data"
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: list[BaseException] = []
    todo: list[object] = [error]
    while todo and len(seen) < 20:
        cause = todo.pop(0)
        if isinstance(cause, BaseException) and not any(cause is other for other in seen):
            seen.append(cause)
            yield cause
            todo += [cause.__cause__, cause.__context__, getattr(cause, "reason", None)]
