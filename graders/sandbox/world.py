"""What student code sets for its whole process, kept to that code where the process is ours too: at a desk."""

from __future__ import annotations

import contextlib
import os
import sys
import types
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from .importing import HelperFinder


@dataclass(frozen=True)
class Settings:
    """Warning filters, floating point errors, current folder, arguments, streams."""

    filters: list[Any]
    floating: Any
    folder: str | None
    arguments: list[str]
    streams: tuple[Any, Any, Any]

    @classmethod
    def now(cls) -> Settings:
        folder = None
        with contextlib.suppress(OSError):
            folder = os.getcwd()
        return cls(list(warnings.filters), np.geterr(), folder, sys.argv, (sys.stdin, sys.stdout, sys.stderr))

    def restore(self, streams: tuple[Any, Any, Any]) -> None:
        warnings.filters[:] = self.filters  # type: ignore[index]
        np.seterr(**self.floating)
        with contextlib.suppress(OSError):
            os.chdir(self.folder or ".")
        sys.argv, (sys.stdin, sys.stdout, sys.stderr) = self.arguments, streams


class World:
    """The settings and modules that belong to one student's file; in force while it runs."""

    def __init__(self, name: str, filename: str) -> None:
        self.name = name
        self.filename = filename
        self._settings: Settings | None = None
        self._ours = Settings.now()
        self._modules: dict[str, types.ModuleType] = {}
        self._finders: list[HelperFinder] = []
        self._streams: list[Any] = []

    @contextlib.contextmanager
    def entered(self) -> Iterator[None]:
        """Run what is inside with the student's settings, and put ours back."""
        ours = self._ours = Settings.now()
        module = sys.modules.get(self.name)
        with warnings.catch_warnings():
            if self._settings is None:
                warnings.simplefilter("default")
                sys.argv = [self.filename]
            else:
                self._settings.restore(ours.streams)
            sys.modules.update(self._modules)
            sys.meta_path += self._finders
            try:
                yield
            finally:
                self._settings = Settings.now()
                self._keep(self._settings.streams, ours.streams)
                self._take_modules(module)
                ours.restore(ours.streams)

    @contextlib.contextmanager
    def left(self) -> Iterator[None]:
        """Run what is inside with our settings, while the student's code waits for it."""
        theirs = Settings.now()
        self._ours.restore(theirs.streams)
        try:
            yield
        finally:
            theirs.restore(theirs.streams)

    def _keep(self, theirs: tuple[Any, ...], ours: tuple[Any, ...]) -> None:
        # A stream of theirs may stand on a buffer of ours, which it would close when nobody held it any more.
        for stream in theirs:
            if stream not in ours and stream not in self._streams:
                self._streams.append(stream)
            with contextlib.suppress(Exception):
                stream.flush()

    def _take_modules(self, earlier: types.ModuleType | None) -> None:
        self._finders = [finder for finder in sys.meta_path if isinstance(finder, HelperFinder)]
        for finder in self._finders:
            sys.meta_path.remove(finder)
        names = [self.name, *(name for finder in self._finders for name in finder.loaded)]
        self._modules = {name: sys.modules.pop(name) for name in names if name in sys.modules}
        if earlier is not None:
            sys.modules[self.name] = earlier
