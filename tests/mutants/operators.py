"""What cosmic-ray's operators leave out and students do: a call, a keyword, a line or a word forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import parso
from cosmic_ray.operators.operator import Example, Operator

Positions = Iterator[tuple[tuple[int, int], tuple[int, int]]]


class _Replace(Operator):
    """Puts another text in the place of each node that `replacement` has one for."""

    def replacement(self, node: Any) -> str | None:
        raise NotImplementedError

    def mutation_positions(self, node: Any) -> Positions:
        if self.replacement(node) is not None:
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        return parso.parse(node.get_first_leaf().prefix + (self.replacement(node) or ""))


class DropCall(_Replace):
    """`sorted(x)` and `x.strip()` become `x`."""

    def replacement(self, node: Any) -> str | None:
        if node.type not in ("power", "atom_expr") or node.children[-1].type != "trailer":
            return None
        *called, trailer = node.children
        if trailer.children[0] != "(":
            return None
        if called[-1].type == "trailer" and called[-1].children[0] == ".":
            return "".join(child.get_code() for child in called[:-1]).strip()
        first = trailer.children[1]
        first = first.children[0] if first.type == "arglist" else first
        return None if first == ")" or first.type == "argument" else f"({first.get_code().strip()})"

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return Example("y = sorted(x)", "y = (x)"), Example("y = x.strip()", "y = x")


class DropKeyword(Operator):
    """`f(x, axis=0)` becomes `f(x)`."""

    def mutation_positions(self, node: Any) -> Positions:
        for child in _keywords(node):
            yield child.start_pos, child.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        keyword = _keywords(node)[index]
        if node.type == "trailer":
            node.children.remove(keyword)
        else:
            place = node.children.index(keyword)
            del node.children[max(place - 1, 0) : max(place + 1, 2)]  # with the comma before it, or behind the first
        return node

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return Example("f(x, axis=0)", "f(x)"), Example("f(axis=0)", "f()")


class DropStatement(_Replace):
    """A statement on a line of its own becomes `pass`."""

    def replacement(self, node: Any) -> str | None:
        kinds = ("expr_stmt", "power", "atom_expr", "raise_stmt", "return_stmt", "continue_stmt", "break_stmt")
        inside = node.parent is not None and node.parent.type == "simple_stmt"
        return "pass" if inside and node.type in kinds else None

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return Example("f(x)\n", "pass\n"), Example("x = 1\n", "pass\n")


class EmptyText(_Replace):
    """`"and"` becomes `""`."""

    def replacement(self, node: Any) -> str | None:
        return '""' if node.type == "string" and node.value.strip("rRbB") not in ('""', "''") else None

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example('x = "and"', 'x = ""'),)


def _keywords(node: Any) -> list[Any]:
    """Return the arguments given by name, of a call's one argument or its list of them."""
    if (node.type == "trailer" and node.children[0] == "(") or node.type == "arglist":
        return [c for c in node.children if c.type == "argument" and c.children[1] == "="]
    return []


OWN = (DropCall, DropKeyword, DropStatement, EmptyText)
