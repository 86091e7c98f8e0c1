"""Puts a reference into its stub, between nbgrader's marks: without what stands between them it is the stub again."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"


def solved(stub: str, reference: str, name: str, taken: set[str]) -> str:
    """Return the text of a stub with the reference's code in it.

    Each body goes in front of its `raise NotImplementedError`, and what the functions need besides in front of the
    first of them.

    Parameters
    ----------
    stub, reference
        The text of both files of an exercise.
    name
        The exercise; it makes names of helpers unique.
    taken
        Names that earlier exercises of the notebook define. A helper of such a name gets another, since the cells
        of a notebook share their names; what this exercise defines is added.

    Examples
    --------
    >>> print(solved("def f():\\n    raise NotImplementedError\\n", "N = 1\\ndef f():\\n    return N\\n", "x", set()))
    ### BEGIN SOLUTION
    N = 1
    ### END SOLUTION
    <BLANKLINE>
    <BLANKLINE>
    def f():
        ### BEGIN SOLUTION
        return N
        ### END SOLUTION
        raise NotImplementedError
    """
    asked = {node.name: node for node in ast.parse(stub).body if isinstance(node, ast.FunctionDef)}
    reference = _renamed(reference, asked.keys(), name, taken)
    lines, bodies = stub.rstrip().split("\n"), _bodies(reference)
    for function in sorted(asked.values(), key=lambda node: -node.lineno):  # from below, so that numbers stay
        place = function.body[-1].lineno - 1
        lines[place:place] = [f"    {BEGIN}", *bodies[function.name], f"    {END}"]
    if helpers := _helpers(reference, stub):
        place = min(node.lineno for node in asked.values()) - 1
        lines[place:place] = [BEGIN, *helpers, END, "", ""]
    return "\n".join(lines)


def _renamed(reference: str, asked: Collection[str], name: str, taken: set[str]) -> str:
    own = {n for node in ast.parse(reference).body for n in _defined(node)}
    for helper in sorted((own & taken) - set(asked)):
        reference = re.sub(rf"\b{helper}\b", f"{helper}_{name}", reference)
    taken |= own
    return reference


def _defined(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _bodies(reference: str) -> dict[str, list[str]]:
    """Return the lines of each function's body, without its docstring."""
    lines = reference.split("\n")
    bodies = {}
    for node in ast.parse(reference).body:
        if isinstance(node, ast.FunctionDef):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            start = first.lineno - 1
            while lines[start - 1].strip().startswith("#"):
                start -= 1
            bodies[node.name] = lines[start : node.end_lineno]
            if not isinstance(node.body[-1], ast.Return | ast.Raise):
                bodies[node.name].append("    return None")  # not on to the `raise` below
    return bodies


def _helpers(reference: str, stub: str) -> list[str]:
    """Return the lines of all that is neither a function of the stub nor imported there."""
    tree, known = ast.parse(reference), {_key(node) for node in ast.parse(stub).body}
    lines, kept = reference.split("\n"), []
    start = 0
    for node in tree.body:
        chunk = lines[start : node.end_lineno]
        start = node.end_lineno or 0
        if _key(node) not in known and not isinstance(node, ast.Expr):
            kept += chunk
    return "\n".join(kept).strip("\n").split("\n") if kept else []


def _key(node: ast.stmt) -> str:
    return node.name if isinstance(node, ast.FunctionDef) else ast.unparse(node)
