"""Loads a source and calls its functions: the same code at a student's desk and inside the closed room."""

from __future__ import annotations

import builtins
import contextlib
import importlib.abc
import importlib.util
import linecache
import random
import sys
import traceback
import types
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .answer import Effects, Raised
from .source import Source
from .values import NotPlain, Packer, printable

MAX_TEXT = 300


class HelperFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds a hand-in's own helper modules, after everything that is installed."""

    def __init__(self, helpers: dict[str, str]) -> None:
        self.helpers = helpers

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:
        filename = fullname.rpartition(".")[2] + ".py"
        if filename in self.helpers:
            return importlib.util.spec_from_loader(fullname, self)
        folders = {name.partition("/")[0] for name in self.helpers if "/" in name}
        if fullname in folders:
            return importlib.util.spec_from_loader(fullname, self, is_package=True)
        return None

    def exec_module(self, module: types.ModuleType) -> None:
        filename = module.__name__.rpartition(".")[2] + ".py"
        source = self.helpers.get(filename, "")
        exec(compile(source, filename, "exec", dont_inherit=True), module.__dict__)


def forbidding(forbidden: Sequence[str], forgiving: bool) -> dict[str, Any]:
    """Return builtins whose `import` refuses some libraries.

    In a notebook, whose cells serve a whole unit, the import passes (`forgiving`) and only its use is refused.
    """

    def refuse(name: str) -> ImportError:
        return ImportError(f"{name} may not be imported in this exercise: it is to be written from scratch")

    def guarded_import(name: str, *args: Any, **kwargs: Any) -> Any:
        root = name.partition(".")[0]
        if root not in forbidden:
            return builtins.__import__(name, *args, **kwargs)
        if not forgiving:
            raise refuse(root)
        return Refused(refuse(root))

    return {**vars(builtins), "__import__": guarded_import}


class Refused:
    """Stands for a library that may not be used: it can be imported from, and nothing else."""

    def __init__(self, error: ImportError) -> None:
        self.__dict__["_error"] = error

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Refused(self._error)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        raise self._error


def load(source: Source) -> tuple[types.ModuleType, str | None]:
    """Return the source as a module, and one sentence about what in it could not be run, or None."""
    module = types.ModuleType(source.exercise)
    module.__file__ = source.filename
    module.__package__ = ""
    sys.modules[source.exercise] = module
    if source.forbidden:
        module.__dict__["__builtins__"] = forbidding(source.forbidden, source.is_notebook)
    if source.helpers:
        sys.meta_path.append(HelperFinder(source.helpers))
    if source.is_notebook:
        _play_notebook(module)
    problem = None
    for number, cell in enumerate(source.cells, start=1):
        where = f"{source.filename} cell {number}" if source.is_notebook else source.filename
        linecache.cache[where] = (len(cell), None, cell.splitlines(keepends=True), where)
        try:
            exec(compile(cell, where, "exec", dont_inherit=True), module.__dict__)
        except BaseException as error:
            problem = problem or _loading_problem(error, where)
    return module, problem


def functions(module: types.ModuleType) -> list[str]:
    """Return the names of what can be called in a module, in order of definition."""
    names = [name for name, value in list(vars(module).items()) if callable(value)]
    return [printable(name, 100) for name in names if isinstance(name, str) and not name.startswith("_")][:500]


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


def describe(error: BaseException, filenames: Sequence[str]) -> Raised:
    """Return an error as plain text: type, text, and the last lines of the student's own that led to it."""
    bases = [c.__name__ for c in type(error).__mro__ if getattr(builtins, c.__name__, None) is c]
    try:
        message = printable(" ".join(str(error).split()), MAX_TEXT)
    except BaseException:
        message = "(an error whose text cannot be read)"
    lines = []
    for frame in traceback.extract_tb(error.__traceback__):
        if any(frame.filename.startswith(name) for name in filenames):
            code = (frame.line or "").strip()
            lines.append(printable(f"line {frame.lineno}, in {frame.name}: {code}", 96))
    return Raised(printable(type(error).__name__, 60), tuple(bases), message, tuple(lines[-3:]))


def close_call(names: Sequence[str], wanted: str) -> str | None:
    """Return the name nearest to the wanted one, or None."""
    import difflib

    near = difflib.get_close_matches(wanted, names, n=1, cutoff=0.6)
    return near[0] if near else None


def _loading_problem(error: BaseException, where: str) -> str:
    if isinstance(error, SyntaxError) and error.filename == where:
        text = printable((error.text or "").strip(), 80)
        return f"{where} line {error.lineno} is not Python: {error.msg}: {text}"
    raised = describe(error, [where])
    at = f" ({raised.lines[-1]})" if raised.lines else ""
    return f"{where} stops while it is loaded: {raised.type}: {raised.message}{at}"


def _play_notebook(module: types.ModuleType) -> None:
    ignore: Any = lambda *args, **kwargs: None  # noqa: E731
    module.__dict__["display"] = ignore
    shell = types.SimpleNamespace(run_line_magic=ignore, run_cell_magic=ignore, system=ignore, magic=ignore)
    module.__dict__["get_ipython"] = lambda: shell


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


__all__ = ["NotPlain", "call", "close_call", "describe", "functions", "load", "raise_as"]
