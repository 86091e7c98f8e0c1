"""Reads what a worker sent: an answer is built from plain data of the expected form, or refused."""

from __future__ import annotations

import builtins
from typing import Any

from .answer import Answer, Effects, Raised, Returned
from .values import Unpacker, printable
from .wire import ProtocolFault

ERRORS = frozenset(n for n, v in vars(builtins).items() if isinstance(v, type) and issubclass(v, BaseException))
"""The names an error's base classes may have: they stand in messages of hidden tests, so no other text may be there."""


def read_answer(sent: Any, unpacker: Unpacker) -> Answer:
    """Return one answer to a call: a value or an error."""
    kind = sent.get("kind") if isinstance(sent, dict) else None
    if kind == "raised":
        return Raised(
            _text(sent.get("type"), 60),
            tuple(base for base in _texts(sent.get("bases")) if base in ERRORS),
            _text(sent.get("message"), 300),
            tuple(_text(line, 96) for line in _texts(sent.get("lines"))[-3:]),
        )
    if kind != "returned":
        raise ProtocolFault("an answer of another kind")
    return Returned(unpacker.unpack(sent.get("value")), _effects(sent.get("effects")))


def read_loaded(sent: dict[str, Any]) -> tuple[list[str], dict[str, str]]:
    """Return the names that a loaded source defines, and by name why others are missing."""
    names, missing = sent.get("functions"), sent.get("missing")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ProtocolFault("no list of functions")
    if not isinstance(missing, dict) or not all(isinstance(why, str) for why in missing.values()):
        raise ProtocolFault("no sentences about what is missing")
    missing = {"": "", **missing} if missing else {}
    return [printable(n, 100) for n in names], {name: printable(why, 400) for name, why in missing.items()}


def read_arguments(sent: dict[str, Any], buffers: list[bytes]) -> tuple[list[Any], dict[str, Any]]:
    """Return the arguments of a callback."""
    arguments = Unpacker(buffers).unpack(sent.get("arguments"))
    if type(arguments) is not list or [type(part) for part in arguments] != [list, dict]:
        raise ProtocolFault("a callback without arguments")
    args, kwargs = arguments
    if not all(type(key) is str for key in kwargs):
        raise ProtocolFault("a callback with keywords that are no text")
    return args, kwargs


def _text(value: Any, limit: int) -> str:
    return printable(value, limit) if isinstance(value, str) else "?"


def _texts(value: Any) -> list[str]:
    return [v for v in value if isinstance(v, str)][:20] if isinstance(value, list) else []


def _effects(value: Any) -> Effects:
    if not isinstance(value, dict):
        raise ProtocolFault("no effects")
    arguments = tuple(_text(name, 60) for name in _texts(value.get("arguments")))
    return Effects(arguments, value.get("random_state") is True, value.get("model_mode") is True)
