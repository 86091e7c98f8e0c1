"""Checks a grader is written in: strict about type, shape, dtype, finiteness and value, in that order, and they speak.

Every value checked here was rebuilt from plain data, so its own methods cannot take part in the comparison. Nothing is
broadcast. The first check that fails ends the test.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from graders.sandbox.answer import Lost, Returned

from .calls import NoAnswer
from .compare import MODEL, Walk
from .findings import Finding, Wrong, apart, describe_type, show

MAX_SHOWN = 3


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
    walk = Walk(rtol, atol, tolerance, ordered)
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
        raise Wrong(
            Finding(_of("the wrong type", what), _of("returned the wrong type", what), text, describe_type(got)),
            got,
        )
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
    if isinstance(answer, Returned):
        kind = f"no {error.__name__} for bad input"
        raise Wrong(Finding(kind, "did not raise.", error.__name__, f"returned {show(answer.value)}"), answer.value)
    if isinstance(answer, Lost) or "NotImplementedError" in answer.bases:
        raise NoAnswer(function.last_call, answer)
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
        raise Wrong(
            Finding("an argument changed in place", f"changed its argument {names} in place.", "left as it was")
        )
    if effects.random_state:
        raise Wrong(Finding("a random state changed", "changed the global random state.", "left as it was"))
    if effects.model_mode:
        raise Wrong(Finding("a model's mode changed", "left the model in another mode.", "the mode it came in"))


__all__ = ["MODEL", "array", "equal", "partition", "raises", "that", "unchanged", "unpack"]


def _of(text: str, what: str | None) -> str:
    text = text.rstrip(".")
    return f"{text} for {what}." if what and text.startswith(("returned", "the wrong")) else f"{text}."


def _instead(got: Any, expected: Any) -> str:
    got_text, expected_text = apart(got, expected, 40)
    return f"{got_text}, expected {expected_text}"


def _sizes(labels: np.ndarray) -> str:
    return show(sorted(np.unique(labels, return_counts=True)[1].tolist(), reverse=True))


def _raise_differences(walk: Walk, got: Any, expected: Any, what: str | None) -> None:
    where, found, wanted = walk.differences[0]
    if isinstance(expected, np.ndarray) and isinstance(got, np.ndarray):
        many = f"{len(walk.differences)} of {got.size} entries differ, first at {where}" if got.size > 1 else "it is"
        expected_text = describe_type(expected)
        got_text = f"{describe_type(got)}; {many}: {_instead(found, wanted)}"
    elif not where:
        got_text, expected_text = apart(found, wanted, 200)
    else:
        at = [f"at {w} {_instead(f, e)}" for w, f, e in walk.differences[:MAX_SHOWN]]
        more = f"; {len(walk.differences)} differences in all" if len(walk.differences) > MAX_SHOWN else ""
        expected_text, got_text = show(expected, 160), "; ".join(at) + more
    values = "values" if isinstance(expected, (np.ndarray, list, tuple, dict)) else "value"
    kind, headline = _of(f"the wrong {values}", what), _of(f"returned the wrong {values}", what)
    raise Wrong(Finding(kind, headline, expected_text, got_text, walk.miss), got)
