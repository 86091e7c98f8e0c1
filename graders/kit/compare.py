"""Compares two plain values side by side: form first, then every value."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .findings import describe_type, show

FLOAT64 = (1e-6, 1e-9)
"""Relative and absolute tolerance: far above rounding, and `lab verify` sees that no wrong solution comes near it."""
MODEL = (1e-4, 1e-5)
"""Relative and absolute tolerance of what comes out of a model, and of float32."""
MAX_DIFFERENCES = 10_000

_KINDS = {"b": "bool", "i": "int", "u": "int", "f": "float", "c": "complex", "U": "text", "O": "text"}


class Walk:
    """Walks two values side by side; collects the first fault of form and all differences of value."""

    def __init__(
        self, rtol: float | None, atol: float | None, tolerance: tuple[float, float] | None, ordered: bool
    ) -> None:
        self.rtol, self.atol = (rtol, atol) if tolerance is None else tolerance
        self.ordered = ordered
        self.fault: tuple[str, str, str, str] | None = None
        self.differences: list[tuple[str, Any, Any]] = []
        self.miss = 0.0
        """By how many tolerances the value farthest off differs."""

    def compare(self, got: Any, expected: Any, where: str) -> None:
        if self.fault or len(self.differences) > MAX_DIFFERENCES:
            return
        if isinstance(expected, np.ndarray):
            if expected.dtype.kind in "UO":
                self._sequence(got, expected.tolist(), where)
            else:
                self._array(got, expected, where)
        elif isinstance(expected, dict):
            self._dict(got, expected, where)
        elif isinstance(expected, (list, tuple)):
            self._sequence(got, expected, where)
        else:
            self._plain(got, expected, where)

    def _plain(self, got: Any, expected: Any, where: str) -> None:
        if (got is None) != (expected is None):  # None where there is an answer is a value, not a type
            self._differ(where, got, expected)
        elif isinstance(expected, float):
            zero_or_one = type(got) is int and got in (0, 1)
            if type(got) is not float and not zero_or_one:
                return self._wrong_type("float", got, where)
            if not self._close(float(got), expected):
                self._differ(where, got, expected, self._limits(FLOAT64))
        elif type(got) is not type(expected):
            self._wrong_type(describe_type(expected), got, where)
        elif got != expected:
            self._differ(where, got, expected)

    def _differ(self, where: str, got: Any, expected: Any, limits: tuple[float, float] = (0.0, 0.0)) -> None:
        self.differences.append((where, got, expected))
        self.miss = max(self.miss, _miss(got, expected, *limits))

    def _limits(self, default: tuple[float, float]) -> tuple[float, float]:
        """Return the relative and the absolute tolerance."""
        return default[0] if self.rtol is None else self.rtol, default[1] if self.atol is None else self.atol

    def _close(self, got: float, expected: float) -> bool:
        rtol, atol = self._limits(FLOAT64)
        if got != got or expected != expected or abs(expected) == float("inf"):
            return (got != got and expected != expected) or got == expected
        return abs(got - expected) <= atol + rtol * abs(expected)

    def _sequence(self, got: Any, expected: Any, where: str) -> None:
        n = len(got) if isinstance(got, (list, tuple)) or (isinstance(got, np.ndarray) and got.ndim) else 0
        if isinstance(got, np.ndarray) and got.ndim == 1:
            got = got[: len(expected) + 50].tolist()  # of what is too long, no more than is shown
        if type(got) not in (list, tuple):
            return self._wrong_type(f"a list of {len(expected)}", got, where)
        if n != len(expected):
            return self._wrong_length(got, n, expected, where)
        for index, (item, wanted) in enumerate(zip(got, expected, strict=True)):
            self.compare(item, wanted, f"{where}[{index}]")

    def _dict(self, got: Any, expected: dict[Any, Any], where: str) -> None:
        if type(got) is not dict:
            return self._wrong_type(f"a dict of {len(expected)}", got, where)
        missing = [k for k in expected if k not in got]
        extra = [k for k in got if k not in expected]
        if missing or extra:
            text = "; ".join(
                part
                for part in (
                    f"{where} lacks {_names(missing)}".strip() if missing else "",
                    f"{where} has {_names(extra)} besides".strip() if extra else "",
                )
                if part
            )
            self.fault = (
                "the wrong keys",
                "returned a dict with the wrong keys",
                f"keys {_names(expected)}",
                text,
            )
            return
        if self.ordered and list(got) != list(expected):
            self.fault = (
                "the wrong order of keys",
                "returned a dict with its keys in the wrong order",
                _names(expected),
                _names(got),
            )
            return
        for key, wanted in expected.items():
            self.compare(got[key], wanted, f"{where}[{show(key, 30)}]")

    def _array(self, got: Any, expected: np.ndarray, where: str) -> None:
        if not isinstance(got, np.ndarray):
            return self._wrong_type(_array_words(expected), got, where)
        if got.shape != expected.shape:
            self.fault = (
                "the wrong shape",
                "returned an array of the wrong shape",
                describe_type(expected),
                describe_type(got),
            )
            return
        if _KINDS[got.dtype.kind] != _KINDS[expected.dtype.kind]:
            self.fault = (
                "the wrong dtype",
                "returned an array of the wrong dtype",
                _array_words(expected),
                describe_type(got),
            )
            return
        if got.dtype.kind == "f":
            finite = np.isfinite(got) | ~np.isfinite(expected)
            if not finite.all():
                n = int((~finite).sum())
                text = f"{describe_type(got)} with {n} entries that are NaN or infinite"
                self.fault = (
                    "values that are not finite",
                    "returned values that are not finite",
                    _array_words(expected),
                    text,
                )
                return
        limits = (0.0, 0.0)
        if got.dtype.kind in "fc":
            limits = self._limits(MODEL if got.dtype.itemsize < 8 or expected.dtype.itemsize < 8 else FLOAT64)
        for index in np.argwhere(~_entries_close(got, expected, *limits)):
            place = tuple(int(i) for i in index)
            self._differ(f"{where}{list(place)}", got[place].item(), expected[place].item(), limits)

    def _wrong_type(self, expected: str, got: Any, where: str) -> None:
        at = f" at {where}" if where else ""
        text = f"{describe_type(got)}{at}" + (f": {show(got)}" if isinstance(got, (int, float, str)) else "")
        self.fault = ("the wrong type", "returned the wrong type", expected, text)

    def _wrong_length(self, got: Any, n: int, expected: Any, where: str) -> None:
        at = f" at {where}" if where else ""
        self.fault = (
            "the wrong length",
            "returned the wrong number of items",
            f"{len(expected)} items: {show(list(expected), 120)}",
            f"{n} items{at}: {show(list(got[:50]), 120)}",
        )


def _entries_close(got: np.ndarray, expected: np.ndarray, rtol: float, atol: float) -> Any:
    if got.dtype.kind not in "fc":
        return got == expected
    with np.errstate(invalid="ignore", over="ignore"):
        wide, wanted = (a.astype(np.complex128 if a.dtype.kind == "c" else np.float64) for a in (got, expected))
        close = np.abs(wide - wanted) <= atol + rtol * np.abs(wanted)
    return close | (wide == wanted) | (np.isnan(wide) & np.isnan(wanted))


def _miss(got: Any, expected: Any, rtol: float, atol: float) -> float:
    """Return by how many tolerances a value is off, infinity where it is no number or there is no tolerance."""
    if not isinstance(expected, (float, complex)) or got is None:
        return math.inf
    off, tolerance = abs(got - expected), atol + rtol * abs(expected)
    return off / tolerance if math.isfinite(off) and tolerance else math.inf


def _names(keys: Any) -> str:
    return ", ".join(show(k, 30) for k in list(keys)[:12])


def _array_words(array: np.ndarray) -> str:
    return f"{_KINDS[array.dtype.kind]} array {array.shape}"
