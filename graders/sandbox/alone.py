"""Nobody sits in front of a worker: what waits for a person, or draws for one, goes on by itself."""

from __future__ import annotations

import importlib
import os
import pdb
import sys
import types
import warnings
from io import TextIOWrapper
from typing import Any

import numpy as np

from . import handles
from .values import Handle


def settle() -> None:
    """Let breakpoints go on, progress bars of notebooks be plain ones, and streams be those of this process."""
    if torch := sys.modules.get("torch"):  # more threads than cores wait for each other in busy loops, on CPU time
        torch.set_num_threads = torch.set_num_interop_threads = _go_on  # type: ignore[attr-defined]
    sys.breakpointhook = pdb.set_trace = pdb.Pdb.set_trace = _go_on  # type: ignore[method-assign]
    sys.modules["tqdm.notebook"] = _PlainBars("tqdm.notebook")
    # The streams of the process it was forked from still think of that one's files; these cannot be closed.
    sys.stdin = sys.__stdin__ = os.fdopen(0, encoding="utf-8", closefd=False)  # type: ignore[misc]
    sys.stdout = sys.__stdout__ = _writer(1)  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = _writer(2)  # type: ignore[misc]


def make(handle: Handle) -> Any:
    """Return the object a handle names, made with our settings and not with what student code has set."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return handles.make(handle)


def _writer(file: int) -> TextIOWrapper:
    return os.fdopen(file, "w", encoding="utf-8", errors="backslashreplace", closefd=False)


def _go_on(*args: Any, **kwargs: Any) -> None:
    pass


class _PlainBars(types.ModuleType):
    """The progress bars of `tqdm.notebook` without a notebook, which that module itself refuses to draw."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        plain = {"tqdm_notebook": "tqdm", "tnrange": "trange"}.get(name, name)
        return getattr(importlib.import_module("tqdm.std"), plain)
