"""Strategies that spoil something valid a little: bytes, and trees of JSON."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st

ODD = [
    None,
    True,
    False,
    0,
    -1,
    1,
    0.5,
    2**31,
    2**64,
    2**1100,
    float("nan"),
    float("inf"),
    "",
    "x",
    "\ud800",
    "\0",
    [],
    {},
]
ODD += [[[]], {"o": "x"}, {"a": ["<f8", [1], 0]}, {"d": [[1, 1]]}, {"s": ["x"]}, {"t": []}]
NUMBERS = [0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF]

EDITS = st.tuples(st.sampled_from("flip cut drop copy put number".split()), st.integers(0), st.integers(0, 255))


def spoil(data: bytes, edits: list[tuple[str, int, int]]) -> bytes:
    """Return the bytes with each edit made: its kind, a place, and a number that says more."""
    for kind, place, number in edits:
        at = place % (len(data) + 1)
        head, tail = data[:at], data[at:]
        if kind == "flip":
            data = head + bytes([b ^ (number or 1) for b in tail[:1]]) + tail[1:]
        elif kind == "cut":
            data = head
        elif kind == "drop":
            data = head + tail[number:]
        elif kind == "copy":
            data = head + tail[:number] * 2 + tail[number:]
        elif kind == "put":
            data = head + bytes([number]) + tail
        else:
            width = (1, 2, 4)[number % 3]
            value = NUMBERS[number % len(NUMBERS)] & (256**width - 1)
            data = head + value.to_bytes(width, "little") + tail[width:]
    return data


def spoiled(valid: st.SearchStrategy[bytes], at_most: int = 6) -> st.SearchStrategy[bytes]:
    """Bytes that are valid but for some edits."""
    return st.builds(spoil, valid, st.lists(EDITS, min_size=1, max_size=at_most))


def places(tree: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of all that is inside a JSON tree."""
    inside: list[tuple[Any, Any]] = []
    if isinstance(tree, dict):
        inside = list(tree.items())
    elif isinstance(tree, list):
        inside = list(enumerate(tree))
    found = [(*here, key) for key, _ in inside]
    return found + [place for key, item in inside for place in places(item, (*here, key))]


@st.composite
def spoiled_tree(draw: st.DrawFn, valid: st.SearchStrategy[Any], more: st.SearchStrategy[Any] | None = None) -> Any:
    """A JSON tree that is valid but for some values that are gone, doubled, moved or something else."""
    tree = copy.deepcopy(draw(valid))
    odd = st.sampled_from(ODD) if more is None else st.sampled_from(ODD) | more
    for _ in range(draw(st.integers(1, 3))):
        paths = places(tree)
        if not paths:
            return draw(odd)
        path, action = draw(st.sampled_from(paths)), draw(st.sampled_from(["set", "drop", "double", "move"]))
        holder = tree
        for step in path[:-1]:
            holder = holder[step]
        value = holder[path[-1]]
        if action == "drop":
            del holder[path[-1]]
        elif action == "double" and isinstance(holder, list):
            holder.insert(path[-1], copy.deepcopy(value))
        elif action == "move" and len(paths) > 1:
            other = draw(st.sampled_from(paths))
            target = tree
            for step in other[:-1]:
                target = target[step]
            holder[path[-1]] = copy.deepcopy(target[other[-1]])
        else:
            holder[path[-1]] = copy.deepcopy(draw(odd))
    return tree
