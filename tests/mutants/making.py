"""Makes the mutants of a reference: the same text with one small thing changed, as a slip of the hand would."""

from __future__ import annotations

import ast
import difflib
import functools
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from cosmic_ray import plugins
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator

from tests.mutants.operators import OWN


@dataclass(frozen=True)
class Mutant:
    """One changed text of a reference.

    Attributes
    ----------
    exercise : str
        The exercise whose reference it is.
    line, becomes : str
        The lines that differ, as they were and as they are, white space squeezed: no line number to go stale.
    text : str
        The whole file.
    """

    exercise: str
    line: str
    becomes: str
    text: str


@functools.cache
def operators() -> list[Operator]:
    """Return cosmic-ray's operators and ours.

    Left out are those that draw their change at random, and those that ask for the identity of two values instead of
    their equality: which numbers and texts are one object is up to the interpreter, and no test of ours.
    """
    names = [n for n in plugins.operator_names() if not re.search(r"_(?!Is)\w+_Is(Not)?$", n)]
    kinds = [*map(plugins.get_operator, names), *OWN]
    return [kind() for kind in kinds if not kind.arguments()]


def mutants(exercise: str, text: str) -> list[Mutant]:
    """Return every mutant of a reference once; what is not Python, or means the same, is left out."""
    lines = text.splitlines(keepends=True)
    made = []
    for start, stop in _statements(text):
        before, part, after = ("".join(piece) for piece in (lines[:start], lines[start:stop], lines[stop:]))
        seen = {None, meaning(part)}
        for changed in _changed(part):
            if (found := meaning(changed)) not in seen:
                seen.add(found)
                made.append(Mutant(exercise, *_difference(part, changed), before + changed + after))
    return made


def meaning(text: str) -> str | None:
    """Return what of a program can be graded, None where it is not Python.

    Left out are docstrings and annotations, which do nothing, and what an error says: few contracts ask for words in
    a message, and where one does, the bank has wrong solutions for it.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # `1 == ()` and the like
            compile(tree := ast.parse(text), "mutant", "exec")
    except (SyntaxError, ValueError):
        return None
    return ast.dump(_Bare().visit(tree))


class _Bare(ast.NodeTransformer):
    """Takes out of a tree what cannot be graded."""

    def visit_Module(self, node: ast.Module) -> ast.AST:
        return self._without_docstring(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self._without_docstring(node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        self.generic_visit(node)
        return ast.Assign([node.target], node.value) if node.value else ast.Pass()

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        if isinstance(node.operand, ast.Constant):  # ~1 is -2
            return ast.Constant(eval(ast.unparse(node)))
        return self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        if isinstance(node.exc, ast.Call):
            node.exc.args, node.exc.keywords = [], []
        return node

    def _without_docstring(self, node: ast.Module | ast.FunctionDef) -> ast.AST:
        if ast.get_docstring(node) is not None:
            node.body = node.body[1:]
        return self.generic_visit(node)


def _statements(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines of each top-level statement that can be mutated; parsing these alone is quick."""
    for node in ast.parse(text).body:
        if not isinstance(node, (ast.Import, ast.ImportFrom)):
            yield node.lineno - 1, node.end_lineno or node.lineno


def _changed(part: str) -> Iterator[str]:
    nodes = list(ast_nodes(get_ast(part)))
    for operator in operators():
        places = sum(1 for node in nodes for _ in operator.mutation_positions(node))
        for occurrence in range(places):
            if (changed := mutate_code(part, operator, occurrence)) is not None:
                yield changed


def _difference(old: str, new: str) -> tuple[str, str]:
    sides: dict[str, list[str]] = {"-": [], "+": []}
    for line in difflib.ndiff(old.splitlines(), new.splitlines()):
        if line[0] in sides:
            sides[line[0]].append(line[2:])
    line, becomes = (" ".join(" ".join(side).split()) for side in sides.values())
    return line, becomes
