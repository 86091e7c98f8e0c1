"""What a hand-in may import besides the installed libraries, and which of those it may not."""

from __future__ import annotations

import builtins
import importlib.abc
import importlib.util
import re
import types
from collections.abc import Callable, Sequence
from typing import Any

from .source import Source

Run = Callable[[str, str, types.ModuleType], None]


class HelperFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds a hand-in's own modules, after everything that is installed and whatever packages they are said to be in.

    `run` runs a helper's text, under a file name, in its module.
    """

    def __init__(self, source: Source, package: str, run: Run) -> None:
        self.helpers = source.helpers
        self.texts = (*source.cells, *source.helpers.values())
        self.package = package
        self.run = run
        self.loaded: list[str] = []

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:
        if _filename(fullname) in self.helpers or self._is_above(fullname):
            return importlib.util.spec_from_loader(fullname, self, is_package=True)  # so that it may import relatively
        return None

    def exec_module(self, module: types.ModuleType) -> None:
        self.loaded.append(module.__name__)
        filename = _filename(module.__name__)
        if filename in self.helpers:
            self.run(self.helpers[filename], filename, module)

    def _is_above(self, fullname: str) -> bool:
        """Tell whether a helper is imported by a longer name of which this is the beginning."""
        if f"{self.package}.".startswith(f"{fullname}."):
            return True
        stems = "|".join(re.escape(name.removesuffix(".py")) for name in self.helpers) or "(?!)"
        above = rf"(?:\b{re.escape(fullname)}|\.\.{re.escape(fullname.partition('.')[2] or '!')})"
        by_name = rf"{above}\.(?:\w+\.)*(?:{stems})\b"
        by_from = rf"\bfrom[ \t]+{above}(?:\.\w+)*[ \t]+import\b(?:[^(\n]*|[ \t]*\([^)]*)\b(?:{stems})\b"
        return any(re.search(f"{by_name}|{by_from}", text) for text in self.texts)


def _filename(fullname: str) -> str:
    return fullname.rpartition(".")[2] + ".py"


def forbidding(forbidden: Sequence[str]) -> dict[str, Any]:
    """Return builtins whose `import` refuses some libraries."""

    def guarded_import(name: str, *args: Any, **kwargs: Any) -> Any:
        root = name.partition(".")[0]
        if root in forbidden:
            raise ImportError(f"{root} may not be imported in this exercise: it is to be written from scratch")
        return builtins.__import__(name, *args, **kwargs)

    return {**vars(builtins), "__import__": guarded_import}
