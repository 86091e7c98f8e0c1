"""What comes back from one call of a student's function."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Effects:
    """What a call changed besides returning a value, as seen where it ran."""

    arguments: tuple[str, ...] = ()
    random_state: bool = False
    model_mode: bool = False


@dataclass(frozen=True)
class Returned:
    """The call returned a value."""

    value: Any
    effects: Effects = field(default_factory=Effects)


@dataclass(frozen=True)
class Raised:
    """The call raised: the error's type, its builtin base classes, its text, and the student's own lines."""

    type: str
    bases: tuple[str, ...]
    message: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lost:
    """No answer: `kind` is one of `timed out`, `crashed`, `refused`, `cannot load`, `could not check`."""

    kind: str
    reason: str
    hint: str | None = None
    again: bool = False
    """Whether it may have been the machine: the test is then run once more."""


Answer = Returned | Raised | Lost
