"""What went wrong, as data, and the sentences a student reads about it."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Any

import numpy as np

from graders.sandbox.values import Handle, Opaque, printable

WIDTH = 100
MAX_LINES = 12
MAX_CALL = 200
"""Two lines, so that most calls can be made again as they stand."""
MAX_ENTRIES = 16


@dataclass(frozen=True)
class Finding:
    """One fault. `kind` says it without any value, for hidden tests; `headline` completes "f(3) …".

    `miss` is by how many tolerances a value is off, infinity where there is none; None where no value was compared.
    """

    kind: str
    headline: str
    expected: str | None = None
    got: str | None = None
    miss: float | None = None


class Wrong(AssertionError):
    """A check failed. `value` is the checked value, by which the call it came from is found."""

    def __init__(self, finding: Finding, value: Any = None) -> None:
        super().__init__(finding.headline)
        self.finding = finding
        self.value = value


def show(value: Any, limit: int = 60) -> str:
    """Return a value as a student reads it: short, one line, four significant digits."""
    if isinstance(value, bool) or value is None:
        return repr(value)
    if isinstance(value, float):
        return f"{value:.4g}" if value != int_or_none(value) else repr(value)
    if isinstance(value, str):
        return printable(repr(value), limit)
    if isinstance(value, np.ndarray):
        return show_array(value, limit)
    if isinstance(value, (list, tuple)):
        return _show_items(value, limit)
    if isinstance(value, dict):
        inner = ", ".join(f"{show(k, 30)}: {show(v, 30)}" for k, v in list(value.items())[:8])
        return _cut("{" + inner + (", …" if len(value) > 8 else "") + "}", limit)
    if isinstance(value, Opaque):
        return f"<{value.type}>"
    if isinstance(value, Handle):
        return f"<{value.kind} {value.name}>"
    if callable(value):
        return getattr(value, "__name__", "function")
    return printable(repr(value), limit)


def apart(got: Any, expected: Any, limit: int = 60) -> tuple[str, str]:
    """Return two values as a student reads them, with as many digits as tell them apart."""
    texts = show(got, limit), show(expected, limit)
    if texts[0] == texts[1] and isinstance(got, float) and isinstance(expected, float):
        return repr(got), repr(expected)
    return texts


def int_or_none(value: float) -> int | None:
    """Return a whole float as an int, where it is small enough to read."""
    return int(value) if value == value and abs(value) < 1e6 and value == int(value) else None


def show_array(array: np.ndarray, limit: int = 60) -> str:
    """Return an array's entries where they are few, else its dtype and shape."""
    if array.ndim == 0:
        return f"array({show(array.item(), limit)})"
    if 0 < array.size <= MAX_ENTRIES and array.ndim <= 2:
        text = f"array({_show_items(array.tolist(), 1000)})"
        if len(text) <= limit:
            return text
    return describe_type(array)


def describe_type(value: Any) -> str:
    """Return the type of a value in words: `float64 array (3, 4)`, `list of 3`, `None`."""
    if value is None:
        return "None"
    if isinstance(value, np.ndarray):
        return f"{value.dtype.name if value.dtype.kind not in 'UO' else 'text'} array {value.shape}"
    if isinstance(value, (list, tuple)):
        return f"{type(value).__name__} of {len(value)}"
    if isinstance(value, dict):
        return f"dict of {len(value)}"
    return value.type if isinstance(value, Opaque) else type(value).__name__


def show_call(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """Return a call as it is written, its arguments as far as there is room."""
    for limit in (MAX_CALL, 100, 60, 40, 24):
        parts = [show(a, limit) for a in args] + [f"{k}={show(v, limit)}" for k, v in kwargs.items()]
        text = f"{name}({', '.join(parts)})"
        if len(text) <= MAX_CALL:
            return text
    return text[: MAX_CALL - 3] + "…)"


def render(
    headline: str, rows: list[tuple[str, str | None]], likely: str | None = None, read: str | None = None
) -> str:
    """Return the message: the headline, then labelled rows, at most 12 lines of 100 columns."""
    head = textwrap.wrap(headline, WIDTH, max_lines=3, placeholder=" …")
    body = [line for label, text in rows if text is not None for line in _row(label, text, 3)]
    tail = (_row("likely", likely, 2) if likely else []) + ([f"  {'read':<9} {read}"] if read else [])
    return "\n".join([*head, *body[: MAX_LINES - len(head) - len(tail)], *tail])


def _row(label: str, text: str, at_most: int) -> list[str]:
    wrapped = textwrap.wrap(text, WIDTH - 12, max_lines=at_most, placeholder=" …") or [""]
    return [f"  {label if i == 0 else '':<9} {line}" for i, line in enumerate(wrapped)]


def _show_items(items: Any, limit: int) -> str:
    open_, close = ("(", ")") if isinstance(items, tuple) else ("[", "]")
    shown: list[str] = []
    used = 2
    for index, item in enumerate(items):
        text = show(item, max(12, limit - used))
        used += len(text) + 2
        if used > limit and index:
            return open_ + ", ".join(shown) + f", … {len(items)} in all" + close
        shown.append(text)
    comma = "," if isinstance(items, tuple) and len(items) == 1 else ""
    return open_ + ", ".join(shown) + comma + close


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
