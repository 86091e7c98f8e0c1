"""Values on their way between the grader and student code: plain data only, both ways.

`pack` turns a value into a JSON tree plus raw array buffers, `unpack` builds it anew. What comes out of `unpack` is
made of exact `None bool int float str list tuple dict`, of numpy arrays of allowed dtypes, and of `Opaque` for
everything else, so nothing that student code made can take part in its own comparison. There is no pickle.

A tree is JSON in which every object has one key that tells what it is:
`t` tuple, `d` dict as pairs, `a` array, `s` array of plain objects such as strings, `o` opaque, `h` handle,
`c` callback.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

MAX_DEPTH = 40
MAX_INT_BITS = 512
SMALL = 1 << 60
MAX_OTHER_KEYS = 5000
DTYPES = frozenset("|b1 |i1 |u1 <i2 <u2 <i4 <u4 <i8 <u8 <f2 <f4 <f8 <c8 <c16".split())


class NotPlain(ValueError):
    """A tree or a buffer that `pack` would not have made."""


@dataclass(frozen=True)
class Opaque:
    """What arrives in place of a value that is not plain data: only its type's name."""

    type: str


@dataclass(frozen=True)
class Handle:
    """Names an object (a model, a tokenizer, a client) that is made where the student's function runs."""

    kind: str
    name: str
    options: tuple[tuple[str, Any], ...] = ()


class Packer:
    """Packs values; callables become numbered callbacks where `callbacks` is given."""

    def __init__(self, callbacks: list[Callable[..., Any]] | None = None) -> None:
        self.buffers: list[bytes] = []
        self.callbacks = callbacks

    def pack(self, value: Any, depth: int = 0) -> Any:
        # The base classes' own methods are used throughout: a subclass may lie about its content.
        if value is None or value is True or value is False:
            return value
        if depth > MAX_DEPTH:
            return {"o": f"{type(value).__name__} nested deeper than {MAX_DEPTH}"}
        if isinstance(value, str):
            return str.__str__(value)
        if isinstance(value, int):
            return _int(int.__pos__(value))
        if isinstance(value, float):
            return float.__pos__(value)
        if isinstance(value, list):
            return self._items(list.__iter__(value), depth)
        if isinstance(value, tuple):
            return {"t": self._items(tuple.__iter__(value), depth)}
        if isinstance(value, dict):
            pairs = [[self.pack(k, depth + 1), self.pack(v, depth + 1)] for k, v in list(dict.items(value))]
            return {"d": pairs}
        if isinstance(value, np.ndarray):
            return self._array(np.ndarray.view(value, np.ndarray), type(value).__name__, depth)
        if isinstance(value, np.generic):
            return _scalar(value)
        if isinstance(value, Handle):
            return {"h": [value.kind, value.name, [[k, self.pack(v)] for k, v in value.options]]}
        if isinstance(value, Opaque):
            return {"o": value.type}
        if self.callbacks is not None and callable(value) and not isinstance(value, type):
            self.callbacks.append(value)
            return {"c": len(self.callbacks) - 1}
        return {"o": _name(value)}

    def _items(self, values: Iterable[Any], depth: int) -> list[Any]:
        return [value if _travels_as_it_is(value) else self.pack(value, depth + 1) for value in values]

    def _array(self, array: np.ndarray, type_name: str, depth: int) -> Any:
        if type_name == "MaskedArray":
            return {"o": type_name}
        if array.dtype.kind in "UO":
            if array.ndim != 1:
                return {"o": f"{type_name} of dtype {array.dtype.name}"}
            return {"s": self._items(array.tolist(), depth)}
        if array.dtype == np.longdouble:
            array = array.astype(np.float64)
        dtype = array.dtype.newbyteorder("<").str if array.dtype.kind in "biufc" else ""
        if dtype not in DTYPES:
            return {"o": f"{type_name} of dtype {array.dtype.name}"}
        self.buffers.append(array.astype(dtype, copy=False).tobytes())
        return {"a": [dtype, list(array.shape), len(self.buffers) - 1]}


class Unpacker:
    """Builds values anew from a tree; strict, because a tree may come from student code."""

    def __init__(
        self,
        buffers: list[bytes],
        handle: Callable[[Handle], Any] | None = None,
        callback: Callable[[int], Any] | None = None,
    ) -> None:
        self.buffers = buffers
        self.handle = handle
        self.callback = callback
        self._taken: set[int] = set()

    def unpack(self, tree: Any, depth: int = 0) -> Any:
        if depth > MAX_DEPTH + 2:
            raise NotPlain("nested too deeply")
        if isinstance(tree, list):
            return self._items(tree, depth)
        if tree is None or isinstance(tree, (bool, float, str)):
            return tree
        if isinstance(tree, int):
            if tree.bit_length() > MAX_INT_BITS:
                raise NotPlain("an integer larger than any that is sent")
            return tree
        if not isinstance(tree, dict) or len(tree) != 1:
            raise NotPlain("an unknown form")
        ((tag, body),) = tree.items()
        if tag == "o" and isinstance(body, str):
            return Opaque(printable(body, 60))
        if tag == "c" and self.callback is not None and isinstance(body, int):
            return self.callback(body)
        if not isinstance(body, list):
            raise NotPlain(f"{tag!r} without a list")
        if tag == "t":
            return tuple(self._items(body, depth))
        if tag == "d":
            return self._dict(body, depth)
        if tag == "a":
            return self._array(body)
        if tag == "s":
            items = self._items(body, depth)
            # numpy pads each text to the longest: never make that of what student code sent.
            if self.handle is not None and all(type(item) is str for item in items):
                return np.array(items, dtype=str)
            array = np.empty(len(items), dtype=object)
            for index, item in enumerate(items):
                array[index] = item
            return array
        if tag == "h" and self.handle is not None and len(body) == 3:
            options = tuple((k, self.unpack(v)) for k, v in body[2])
            return self.handle(Handle(body[0], body[1], options))
        raise NotPlain(f"an unknown tag {tag!r}")

    def _items(self, trees: list[Any], depth: int) -> list[Any]:
        return [tree if _travels_as_it_is(tree) else self.unpack(tree, depth + 1) for tree in trees]

    def _dict(self, pairs: list[Any], depth: int) -> dict[Any, Any]:
        result: dict[Any, Any] = {}
        if sum(not (isinstance(pair, list) and pair and isinstance(pair[0], str)) for pair in pairs) > MAX_OTHER_KEYS:
            raise NotPlain("a dict with too many keys that are no text")  # such keys can be made to collide
        for pair in pairs:
            if not isinstance(pair, list) or len(pair) != 2:
                raise NotPlain("a dict that is not made of pairs")
            key = self.unpack(pair[0], depth + 1)
            try:
                result[key] = self.unpack(pair[1], depth + 1)
            except TypeError as error:
                raise NotPlain("a key that cannot be one") from error
        return result

    def _array(self, body: list[Any]) -> np.ndarray:
        if len(body) != 3 or not isinstance(body[0], str) or body[0] not in DTYPES:
            raise NotPlain("an array of another dtype")
        dtype, shape, index = np.dtype(body[0]), body[1], body[2]
        if not isinstance(shape, list) or len(shape) > 16 or not all(_is_size(n) for n in shape):
            raise NotPlain("an array without a shape")
        if not _is_size(index) or index >= len(self.buffers) or index in self._taken:
            raise NotPlain("an array without a buffer of its own")  # one buffer named often would be much memory
        self._taken.add(index)
        count, extent = math.prod(shape), math.prod(n or 1 for n in shape)
        if extent > 2**31:  # an empty array of a huge shape is no array numpy can hold
            raise NotPlain("an array of too large a shape")
        if count * dtype.itemsize != len(self.buffers[index]):
            raise NotPlain("an array whose buffer has another size")
        array = np.frombuffer(self.buffers[index], dtype=dtype).reshape(shape).copy()
        if dtype.kind == "b":
            array = np.asarray(array.view(np.uint8) != 0)  # any byte may arrive; only 0 and 1 are booleans
        return array


def printable(text: str, limit: int) -> str:
    """Return the text with control characters and lone surrogates escaped, cut at `limit` characters."""
    text = text if len(text) <= limit else text[: limit - 1] + "…"
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def _travels_as_it_is(value: Any) -> bool:
    # For most of what travels this is all there is to ask. `is` asks the type nothing: its own type may lie too.
    kind = type(value)
    return kind is str or kind is float or (kind is int and -SMALL < value < SMALL)


def _is_size(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**40


def _int(value: int) -> Any:
    return value if value.bit_length() <= MAX_INT_BITS else {"o": f"int of {value.bit_length()} bits"}


def _scalar(value: np.generic) -> Any:
    if isinstance(value, np.bool_):
        return bool(value)
    if isinstance(value, np.integer) and not isinstance(value, np.timedelta64):
        return int(value)
    if isinstance(value, np.floating):
        return float(value)
    return {"o": _name(value)}


def _name(value: Any) -> str:
    return printable(type.__dict__["__name__"].__get__(type(value)), 60)
