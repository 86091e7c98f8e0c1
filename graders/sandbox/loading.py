"""Loads a source as a module. A statement at its top level that fails is passed by, and told where it is missed.

A hand-in is graded where its student's network, data, libraries and screen are not: a download above a right function
is no reason to grade nothing.
"""

from __future__ import annotations
import __future__ as future

import ast
import inspect
import linecache
import re
import sys
import types
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any

from .importing import HelperFinder, forbidding
from .source import Source
from .troubles import Troubles, bound_by
from .values import printable

MAX_NAMES = 500
FUTURE = sum(getattr(future, name).compiler_flag for name in future.all_feature_names)
OWN_IMPORT = re.compile(r"^[ \t]*(?:from[ \t]+(?:\.|exercises\b)|import[ \t]+exercises\b)", re.M)


class Loader:
    """Runs the top level of a source and of its helpers; an error that `ends` accepts ends the loading."""

    def __init__(self, source: Source, ends: Callable[[BaseException], bool]) -> None:
        self.source = source
        self.ends = ends
        self.module = types.ModuleType(source.exercise)
        self.troubles = Troubles([source.filename, *source.helpers])
        self._again: list[tuple[types.CodeType, types.ModuleType, list[str]]] = []

    def load(self) -> None:
        """Run it all; what failed stands in `troubles`."""
        module, source = self.module, self.source
        module.__file__ = source.filename
        # So that `from .other import x` asks for the same module as `from exercises.unit.other import x`.
        module.__package__ = package = f"exercises.{PurePosixPath(source.filename).parent.name or 'unit'}"
        sys.modules[source.exercise] = module
        if source.helpers or any(map(OWN_IMPORT.search, source.cells)):
            sys.meta_path.append(HelperFinder(source, package, self.run))
        if source.is_notebook:
            _play_notebook(module)
        for number, cell in enumerate(source.cells, start=1):
            where = f"{source.filename} cell {number}" if source.is_notebook else source.filename
            try:
                self.run(cell, where, module)
            except (SyntaxError, ValueError, MemoryError, RecursionError) as error:  # not Python, or too much of it
                self.troubles.note(error, where, bound_by(cell))
        for program, where_to, names in self._again if source.is_notebook else ():  # its cells may stand in any order
            if self._execute(program, where_to) is None:
                self.troubles.forget(names)

    def run(self, code: str, where: str, module: types.ModuleType) -> None:
        """Run code in a module; raise an error only where it is not Python at all."""
        linecache.cache[where] = (len(code), None, code.splitlines(keepends=True), where)
        if self.source.forbidden:
            module.__dict__["__builtins__"] = forbidding(self.source.forbidden)
        code = code.removeprefix("\ufeff")
        program = self._compile(code, where)
        error = self._execute(program, module)
        if error is None:
            return
        left = deque(_from_line(ast.parse(code).body, _line(error, where)))
        if not left:
            self.troubles.note(error, where, [])
        kept: dict[str, Any] = {}
        while left:
            node = left.popleft()
            one = self._compile(ast.Module([node], []), where, program.co_flags & FUTURE)
            error = error or self._execute(one, module)
            if isinstance(error, SystemExit):
                kept = {**vars(module), **kept}  # what stands behind an exit may add to it, and replaces nothing
            if error is not None and isinstance(node, (ast.Import, ast.ImportFrom)) and len(node.names) > 1:
                left.extendleft(reversed(list(_each_alone(node))))
            elif error is not None:
                self.troubles.note(error, where, bound_by(node))
                if isinstance(error, NameError):
                    self._again.append((one, module, bound_by(node)))
            error = None
        module.__dict__.update(kept)

    def _compile(self, code: str | ast.Module, where: str, flags: int = 0) -> types.CodeType:
        flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT if self.source.is_notebook else 0
        program: types.CodeType = compile(code, where, "exec", flags, dont_inherit=True)
        return program

    def _execute(self, program: types.CodeType, module: types.ModuleType) -> BaseException | None:
        try:
            awaited = eval(program, module.__dict__)  # a coroutine, where there is a top-level await
            if program.co_flags & inspect.CO_COROUTINE:
                import asyncio

                asyncio.run(awaited)
        except BaseException as error:
            if self.ends(error):
                raise
            return error
        return None


def functions(module: types.ModuleType) -> list[str]:
    """Return the names of what can be called in a module: its own functions, its classes' methods, all the others."""
    values = [(name, value) for name, value in list(vars(module).items()) if isinstance(name, str)]
    own = [name for name, value in values if _is_own(value, module)]
    methods = [
        f"{name}.{method}" for name, value in values if type(value) is type for method in _methods(value, module)
    ]
    others = [name for name, value in values if callable(value)]
    names = [name for name in [*own, *methods, *others] if not name.startswith("_")]
    return [printable(name, 100) for name in dict.fromkeys(names)][:MAX_NAMES]


def _methods(owner: type, module: types.ModuleType) -> Iterator[str]:
    for name, value in list(vars(owner).items()):
        if isinstance(name, str) and not name.startswith("_") and _is_own(value, module):
            yield name


def _is_own(value: Any, module: types.ModuleType) -> bool:
    return type(value) is types.FunctionType and value.__globals__ is vars(module)


def _line(error: BaseException, where: str) -> int:
    """Return the line of the module's own code at which an error arose."""
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if (code.co_filename, code.co_name) == (where, "<module>"):
            return trace.tb_lineno
        trace = trace.tb_next
    return 0


def _from_line(statements: list[ast.stmt], line: int) -> list[ast.stmt]:
    """Return the statement on a line, and all that follow."""
    for number, node in enumerate(statements):
        first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
        if first <= line <= (node.end_lineno or first):
            return statements[number:]
    return []


def _each_alone(node: ast.Import | ast.ImportFrom) -> Iterator[ast.stmt]:
    for alias in node.names:
        alone = (
            ast.Import([alias]) if isinstance(node, ast.Import) else ast.ImportFrom(node.module, [alias], node.level)
        )
        yield ast.copy_location(alone, node)


def _play_notebook(module: types.ModuleType) -> None:
    ignore: Any = lambda *args, **kwargs: None  # noqa: E731
    module.__dict__["display"] = ignore
    shell = types.SimpleNamespace(run_line_magic=ignore, run_cell_magic=ignore, system=ignore, magic=ignore)
    module.__dict__["get_ipython"] = lambda: shell
