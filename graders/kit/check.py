"""Checks a grader is written in: strict about type, shape, dtype, finiteness and value, in that order, and they speak.

Every value checked here was rebuilt from plain data, so its own methods cannot take part in the comparison. Nothing is
broadcast. The first check that fails ends the test.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from . import calls
from .findings import Finding, Wrong, describe_type, show

FLOAT64 = (1e-6, 1e-9)
MODEL = (1e-4, 1e-5)
"""Relative and absolute tolerance of what comes out of a model, and of float32."""
MAX_SHOWN = 3

_KINDS = {"b": "bool", "i": "int", "u": "int", "f": "float", "c": "complex", "U": "text", "O": "text"}


def equal(
    got: Any,
    expected: Any,
    what: str | None = None,
    rtol: float | None = None,
    atol: float | None = None,
    ordered: bool = False,
    tolerance: tuple[float, float] | None = None,
) -> None:
    """Demand the expected value, whatever it is made of.

    A bool is no int; a float may come as the int 0 or 1; where a list is expected, a tuple or a 1-D array of the same
    values is as good. A dict needs the same keys, and with `ordered` in the same order.
    """
    walk = _Walk(rtol, atol, tolerance, ordered)
    walk.compare(got, expected, "")
    if walk.fault:
        kind, detail, expected_text, got_text = walk.fault
        raise Wrong(Finding(_of(kind, what), _of(detail, what), expected_text, got_text), got)
    if walk.differences:
        _raise_differences(walk, got, expected, what)


def array(
    got: Any,
    expected: Any,
    what: str | None = None,
    rtol: float | None = None,
    atol: float | None = None,
    tolerance: tuple[float, float] | None = None,
) -> None:
    """Demand a numpy array of the expected kind of dtype, shape and values; a list is not accepted."""
    equal(got, np.asarray(expected), what, rtol, atol, tolerance=tolerance)


def unpack(got: Any, n: int, names: tuple[str, ...] = ()) -> tuple[Any, ...]:
    """Return the n values of a function that returns several; demand a tuple of that length."""
    if type(got) is not tuple or len(got) != n:
        called = f" ({', '.join(names)})" if names else ""
        finding = Finding("the wrong type", "returned the wrong type.", f"a tuple of {n}{called}", describe_type(got))
        raise Wrong(finding, got)
    return got


def partition(got: Any, expected: Any, what: str | None = None) -> None:
    """Demand integer labels that group the same rows together; the numbers themselves are free."""
    expected = np.asarray(expected)
    if not isinstance(got, np.ndarray) or got.dtype.kind not in "iu" or got.shape != expected.shape:
        text = f"int array {expected.shape}"
        raise Wrong(Finding(_of("the wrong type", what), _of("returned the wrong type", what), text, describe_type(got)), got)
    pairs = set(zip(got.tolist(), expected.tolist(), strict=True))
    groups = len(set(expected.tolist()))
    if len(pairs) != groups or len(set(got.tolist())) != groups:
        finding = Finding(
            _of("the wrong grouping", what),
            _of("returned the wrong grouping", what),
            f"{groups} groups of sizes {_sizes(expected)}",
            f"{len(set(got.tolist()))} groups of sizes {_sizes(got)}",
        )
        raise Wrong(finding, got)


def raises(error: type[Exception], function: Any, *args: Any, names: str | None = None, **kwargs: Any) -> None:
    """Demand that the call raises the error; `names` must occur in its message."""
    answer = function.answer(*args, **kwargs)
    if isinstance(answer, calls.Returned):
        kind = f"no {error.__name__} for bad input"
        raise Wrong(Finding(kind, "did not raise.", error.__name__, f"returned {show(answer.value)}"), answer.value)
    if isinstance(answer, calls.Lost) or "NotImplementedError" in answer.bases:
        raise calls.NoAnswer(function.last_call, answer)
    if error.__name__ not in answer.bases:
        got = f"{answer.type}: {answer.message}"
        raise Wrong(Finding("the wrong error for bad input", "raised the wrong error.", error.__name__, got))
    if names is not None and names.casefold() not in answer.message.casefold():
        finding = Finding(
            "an error message that does not name what it must",
            f"raised {error.__name__}, but its message does not say what it is about.",
            f"a message with {names!r}",
            show(answer.message, 200),
        )
        raise Wrong(finding)


def that(condition: bool, headline: str, expected: str | None = None, got: str | None = None) -> None:
    """Demand a condition; the headline completes "f(args) …" and holds no input and no expected value."""
    if not condition:
        raise Wrong(Finding(headline.rstrip("."), headline, expected, got))


def unchanged(student: Any) -> None:
    """Demand that the last call, made once more, changes no argument, no random state and no model's mode."""
    effects = student.watch_again()
    if effects.arguments:
        names = ", ".join(effects.arguments)
        raise Wrong(Finding("an argument changed in place", f"changed its argument {names} in place.", "left as it was"))
    if effects.random_state:
        raise Wrong(Finding("a random state changed", "changed the global random state.", "left as it was"))
    if effects.model_mode:
        raise Wrong(Finding("a model's mode changed", "left the model in another mode.", "the mode it came in"))


def _of(text: str, what: str | None) -> str:
    text = text.rstrip(".")
    return f"{text} for {what}." if what and text.startswith(("returned", "the wrong")) else f"{text}."


def _sizes(labels: np.ndarray) -> str:
    return show(sorted(np.unique(labels, return_counts=True)[1].tolist(), reverse=True))


def _raise_differences(walk: _Walk, got: Any, expected: Any, what: str | None) -> None:
    where, found, wanted = walk.differences[0]
    if isinstance(expected, np.ndarray) and isinstance(got, np.ndarray):
        many = f"{len(walk.differences)} of {got.size} entries differ, first at {where}" if got.size > 1 else "it is"
        expected_text = describe_type(expected)
        got_text = f"{describe_type(got)}; {many}: {show(found)}, expected {show(wanted)}"
    elif not where:
        expected_text, got_text = show(wanted, 200), show(found, 200)
    else:
        at = [f"at {w} {show(f, 40)}, expected {show(e, 40)}" for w, f, e in walk.differences[:MAX_SHOWN]]
        more = f"; {len(walk.differences)} differences in all" if len(walk.differences) > MAX_SHOWN else ""
        expected_text, got_text = show(expected, 160), "; ".join(at) + more
    values = "values" if isinstance(expected, (np.ndarray, list, tuple, dict)) else "value"
    finding = Finding(_of(f"the wrong {values}", what), _of(f"returned the wrong {values}", what), expected_text, got_text)
    raise Wrong(finding, got)


class _Walk:
    """Walks two values side by side; collects the first fault of form and all differences of value."""

    def __init__(
        self, rtol: float | None, atol: float | None, tolerance: tuple[float, float] | None, ordered: bool
    ) -> None:
        self.rtol, self.atol = (rtol, atol) if tolerance is None else tolerance
        self.ordered = ordered
        self.fault: tuple[str, str, str, str] | None = None
        self.differences: list[tuple[str, Any, Any]] = []

    def compare(self, got: Any, expected: Any, where: str) -> None:
        if self.fault or len(self.differences) > 10_000:
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
        if isinstance(expected, float):
            zero_or_one = type(got) is int and got in (0, 1)
            if type(got) is not float and not zero_or_one:
                return self._wrong_type("float", got, where)
            if not self._close(float(got), expected):
                self.differences.append((where, got, expected))
        elif type(got) is not type(expected):
            if expected is None or got is None:  # None where there is an answer is a value, not a type
                self.differences.append((where, got, expected))
            else:
                self._wrong_type(describe_type(expected), got, where)
        elif got != expected:
            self.differences.append((where, got, expected))

    def _close(self, got: float, expected: float) -> bool:
        rtol = FLOAT64[0] if self.rtol is None else self.rtol
        atol = FLOAT64[1] if self.atol is None else self.atol
        if got != got or expected != expected or abs(expected) == float("inf"):
            return (got != got and expected != expected) or got == expected
        return abs(got - expected) <= atol + rtol * abs(expected)

    def _sequence(self, got: Any, expected: Any, where: str) -> None:
        if isinstance(got, np.ndarray) and got.ndim == 1:
            got = got.tolist()
        if type(got) not in (list, tuple):
            return self._wrong_type(f"a list of {len(expected)}", got, where)
        if len(got) != len(expected):
            return self._wrong_length(got, expected, where)
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
            self.fault = ("the wrong keys", "returned a dict with the wrong keys", f"keys {_names(expected)}", text)
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
            self.fault = ("the wrong shape", "returned an array of the wrong shape", describe_type(expected), describe_type(got))
            return
        if _KINDS[got.dtype.kind] != _KINDS[expected.dtype.kind]:
            self.fault = ("the wrong dtype", "returned an array of the wrong dtype", _array_words(expected), describe_type(got))
            return
        if got.dtype.kind == "f":
            finite = np.isfinite(got) | ~np.isfinite(expected)
            if not finite.all():
                n = int((~finite).sum())
                text = f"{describe_type(got)} with {n} entries that are NaN or infinite"
                self.fault = ("values that are not finite", "returned values that are not finite", _array_words(expected), text)
                return
        differs = ~self._entries_close(got, expected)
        for index in np.argwhere(differs):
            place = tuple(int(i) for i in index)
            self.differences.append((f"{where}{list(place)}", got[place].item(), expected[place].item()))

    def _entries_close(self, got: np.ndarray, expected: np.ndarray) -> Any:
        if got.dtype.kind not in "fc":
            return got == expected
        default = MODEL if got.dtype.itemsize < 8 or expected.dtype.itemsize < 8 else FLOAT64
        rtol = default[0] if self.rtol is None else self.rtol
        atol = default[1] if self.atol is None else self.atol
        with np.errstate(invalid="ignore", over="ignore"):
            wide, wanted = got.astype(np.float64), expected.astype(np.float64)
            close = np.abs(wide - wanted) <= atol + rtol * np.abs(wanted)
        return close | (wide == wanted) | (np.isnan(wide) & np.isnan(wanted))

    def _wrong_type(self, expected: str, got: Any, where: str) -> None:
        at = f" at {where}" if where else ""
        text = f"{describe_type(got)}{at}" + (f": {show(got)}" if isinstance(got, (int, float, str)) else "")
        self.fault = ("the wrong type", "returned the wrong type", expected, text)

    def _wrong_length(self, got: Any, expected: Any, where: str) -> None:
        at = f" at {where}" if where else ""
        self.fault = (
            "the wrong length",
            "returned the wrong number of items",
            f"{len(expected)} items: {show(list(expected), 120)}",
            f"{len(got)} items{at}: {show(list(got), 120)}",
        )


def _names(keys: Any) -> str:
    return ", ".join(show(k, 30) for k in list(keys)[:12])


def _array_words(array: np.ndarray) -> str:
    return f"{_KINDS[array.dtype.kind]} array {array.shape}"
