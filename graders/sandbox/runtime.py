"""Loads a source and calls its functions: the same code at a student's desk and inside the closed room."""

from __future__ import annotations

import builtins
import contextlib
import random
import sys
import types
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .answer import Effects
from .loading import Loader, functions
from .source import Source
from .troubles import Troubles
from .values import NotPlain, Packer, printable


def load(
    source: Source, ends: Callable[[BaseException], bool] = lambda error: False
) -> tuple[types.ModuleType, Troubles]:
    """Return the source as a module, and what of it could not be run; an error that `ends` accepts is raised."""
    loader = Loader(source, ends)
    loader.load()
    return loader.module, loader.troubles


def call(
    function: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any], packer: Packer, watch: bool = False
) -> tuple[Any, Effects]:
    """Return the packed result of a call, and with `watch` what else it changed; errors pass through."""
    if watch:
        _stir()
    before = _snapshot(args, kwargs) if watch else {}
    value = function(*args, **kwargs)
    try:
        tree = packer.pack(value)
    except Exception:
        tree = {"o": type(value).__name__}
    return tree, _effects(before, _snapshot(args, kwargs), function) if watch else Effects()


def close_call(names: Sequence[str], wanted: str) -> str | None:
    """Return the name nearest to the wanted one, or None."""
    import difflib

    near = difflib.get_close_matches(wanted, names, n=1, cutoff=0.6)
    return near[0] if near else None


def _stir() -> None:
    # A call that sets a seed leaves the state as an earlier one of it left it: move on, so that it shows.
    random.random()
    np.random.random()
    if rand := getattr(sys.modules.get("torch"), "rand", None):
        rand(1)


def _snapshot(args: Sequence[Any], kwargs: dict[str, Any]) -> dict[str, Any]:
    state: dict[str, Any] = {"random": random.getstate(), "numpy": np.random.get_state()}
    if rng_state := getattr(sys.modules.get("torch"), "get_rng_state", None):
        state["torch"] = rng_state().numpy().tobytes()
    named = {**{str(i): v for i, v in enumerate(args)}, **kwargs}
    state["modes"] = {name: _modes(value) for name, value in named.items()}
    state["arguments"] = {name: _frozen(value) for name, value in named.items()}
    return state


def _frozen(value: Any) -> Any:
    packer = Packer()
    with contextlib.suppress(Exception):
        return packer.pack(value), packer.buffers
    return None


def _modes(value: Any) -> list[bool]:
    model = getattr(value, "model", value)  # a pipeline holds its model
    if not hasattr(model, "training") or not hasattr(model, "modules"):
        return []
    return [module.training for module in model.modules()]


def _effects(before: dict[str, Any], after: dict[str, Any], function: Callable[..., Any]) -> Effects:
    changed = [name for name, old in before["arguments"].items() if not _same(old, after["arguments"][name])]
    code = getattr(function, "__code__", None)
    positional = code.co_varnames[: code.co_argcount] if code else ()
    names = [positional[int(n)] if n.isdigit() and int(n) < len(positional) else n for n in changed]
    same_random = (
        before["random"] == after["random"]
        and before.get("torch", after.get("torch")) == after.get("torch")
        and all(np.array_equal(a, b) for a, b in zip(before["numpy"], after["numpy"], strict=True))
    )
    return Effects(tuple(printable(n, 60) for n in names), not same_random, before["modes"] != after["modes"])


def _same(old: Any, new: Any) -> bool:
    return repr(old[0]) == repr(new[0]) and old[1] == new[1] if old and new else old is new


def raise_again(error: Exception) -> None:
    """Raise an error of a callback as student code sees it wherever it runs: a builtin type, with its text."""
    raise_as(*name_and_text(error))


def name_and_text(error: Exception) -> tuple[str, str]:
    """Return an error's type and text; the text of a KeyError is its argument in quotes, which must not double."""
    text = error.args[0] if len(error.args) == 1 and type(error.args[0]) is str else str(error)
    return type(error).__name__, text[:2000]


def raise_as(type_name: str, message: str) -> None:
    """Raise the builtin error of that name with that text; anything else becomes a RuntimeError."""
    kind = getattr(builtins, type_name, RuntimeError)
    if not (isinstance(kind, type) and issubclass(kind, Exception)):
        kind = RuntimeError
    raise kind(message)


__all__ = ["NotPlain", "call", "close_call", "functions", "load", "raise_as"]
