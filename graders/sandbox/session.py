"""A session holds one loaded source and answers calls of its functions.

`DeskSession` runs in this process (a student at their desk, a reference, the bank); `room.RoomSession` runs the same
code in a closed worker. Both speak plain values only, through the same packing, so both give the same answers.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from . import handles, runtime
from .answer import Answer, Lost, Returned
from .loading import MAX_NAMES
from .source import Source
from .troubles import Troubles
from .values import Opaque, Packer, Unpacker
from .world import World

LOAD_DEADLINE = 15.0
"""CPU seconds for what stands at a file's top level."""
Callback = Callable[..., Any]
Around = Callable[[], contextlib.AbstractContextManager[None]]


class Session(Protocol):
    """What the kit needs of a loaded source."""

    def call(
        self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], deadline: float, watch: bool = False
    ) -> Answer:
        """Return what a function gives within so many CPU seconds, and with `watch` what else it changed."""

    def call_each(self, name: str, cases: Sequence[tuple[Any, ...]], deadline: float) -> Iterator[Answer]:
        """Yield what a function gives for each of several plain arguments."""

    def printed(self) -> str:
        """Return what was printed so far, capped."""

    def renew(self) -> None:
        """Make the next call happen in a state that knows nothing of earlier ones."""

    def close(self) -> None: ...


def unknown_name(source: Source, names: list[str], wanted: str, missing: Mapping[str, str] | None = None) -> Lost:
    """Return the answer for a function that is not there: why it is missing, or the name that was perhaps meant."""
    names = names[:MAX_NAMES]
    near = runtime.close_call([n for n in names if n != wanted], wanted)
    inside = next((n for n in names if n.endswith(f".{wanted}")), None)
    reason = f"{source.filename} has no function {wanted}"
    missing = missing or {}
    if known := missing.get(wanted) or missing.get("*"):
        reason = known
    elif inside:
        reason += f"; it has {inside}: move it out of its class"
    elif near:
        reason += f"; it has {near}: rename it"
    elif missing:
        reason = missing[""]
    return Lost("cannot load", reason)


def one_by_one(session: Session, name: str, cases: Sequence[tuple[Any, ...]], deadline: float) -> Iterator[Answer]:
    """Yield what a function gives for each case, each asked when the one before was looked at."""
    for args in cases:
        yield session.call(name, args, {}, deadline)


class DeskSession:
    """Runs a source in this process, where breakpoints work.

    A student's (`theirs`) is held to the deadline and may warn; our own references and wrong solutions run quietly.
    """

    def __init__(self, source: Source, theirs: bool = False) -> None:
        self.source = source
        self.theirs = theirs
        self._module: Any = None
        self._lost: Lost | None = None  # loading itself ended in nothing: it would again
        self._troubles = Troubles([source.filename])
        self._world = World(source.exercise, source.filename)

    def call(
        self,
        name: str,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        deadline: float = 5.0,
        watch: bool = False,
    ) -> Answer:
        if self.source.problem:
            return Lost("cannot load", self.source.problem)
        if self._module is None and self._lost is None:
            self._load()
        if self._lost is not None:
            return self._lost
        function = getattr(self._module, name, None)
        if not callable(function):
            names = runtime.functions(self._module)
            return unknown_name(self.source, names, name, self._troubles.why_missing(names))
        given_args, given_kwargs = self._arguments(args, kwargs)
        results = Packer()
        try:
            with self._in_force(), _cpu_deadline(deadline if self.theirs else 0):
                tree, effects = runtime.call(function, given_args, given_kwargs, results, watch)
        except _DeadlineError:
            return Lost("timed out", f"used more than {deadline:g} s of CPU time")
        except MemoryError:
            return Lost("crashed", "ran out of memory")
        except BaseException as error:
            if _is_for_the_student(error):
                raise
            return self._troubles.describe(error)
        return Returned(Unpacker(results.buffers).unpack(tree), effects)

    def _load(self) -> None:
        try:
            with self._in_force(), _cpu_deadline(LOAD_DEADLINE if self.theirs else 0):
                self._module, self._troubles = runtime.load(self.source, _is_for_the_student)
        except _DeadlineError:
            reason = f"while it was loaded, used more than {LOAD_DEADLINE:g} s of CPU time"
            self._lost = Lost("timed out", reason, "is there a loop without an end?")
        if not self.theirs:
            sys.modules.pop(self.source.exercise, None)  # no student may import it by its name

    @contextlib.contextmanager
    def _in_force(self) -> Iterator[None]:
        if self.theirs:
            with self._world.entered():
                yield
        else:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                yield

    def _arguments(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[list[Any], dict[str, Any]]:
        callbacks: list[Callback] = []
        packer = Packer(callbacks)
        tree = packer.pack([list(args), kwargs])
        around = self._world.left if self.theirs else contextlib.nullcontext
        unpacker = Unpacker(packer.buffers, handles.make, lambda n: local_callback(callbacks[n], around))
        positional, named = unpacker.unpack(tree)
        return positional, named

    def call_each(self, name: str, cases: Sequence[tuple[Any, ...]], deadline: float) -> Iterator[Answer]:
        return one_by_one(self, name, cases, deadline)

    def printed(self) -> str:
        return ""  # at a desk it is on the screen

    def renew(self) -> None:
        self._module = self._lost = None
        self._world = World(self.source.exercise, self.source.filename)

    def close(self) -> None:
        sys.modules.pop(self.source.exercise, None)


def local_callback(function: Callback, around: Around = contextlib.nullcontext) -> Callback:
    """Return the callback as student code sees it: plain copies in, plain copies out; it runs inside `around`."""

    def callback(*args: Any, **kwargs: Any) -> Any:
        plain_args, plain_kwargs = plain([list(args), kwargs])
        try:
            with around():
                return plain(function(*plain_args, **plain_kwargs))
        except AssertionError:
            raise
        except Exception as error:
            return runtime.raise_again(error)

    callback.__name__ = callback.__qualname__ = getattr(function, "__name__", "callback")
    return callback


def plain(value: Any) -> Any:
    """Return a plain copy of a value, as if it had travelled to another process."""
    packer = Packer()
    tree = packer.pack(value)
    return Unpacker(packer.buffers).unpack(tree)


class _DeadlineError(BaseException):
    """The CPU time of a call is used up; not an Exception, so that student code does not catch it by habit."""


@contextlib.contextmanager
def _cpu_deadline(seconds: float) -> Iterator[None]:
    # CPU time, not wall time: a student who waits at a breakpoint uses none.
    if not seconds or threading.current_thread() is not threading.main_thread() or os.name != "posix":
        yield
        return

    def stop(signum: int, frame: Any) -> None:
        raise _DeadlineError

    previous = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)


def _is_for_the_student(error: BaseException) -> bool:
    """Tell whether someone at the desk wants to end it all: by Ctrl-C, or by leaving the debugger."""
    if isinstance(error, (KeyboardInterrupt, _DeadlineError)):
        return True
    return type(error).__name__ in ("BdbQuit", "Exit") and type(error).__module__ in ("bdb", "_pytest.outcomes")


__all__ = ["DeskSession", "Opaque", "Session", "local_callback", "plain", "unknown_name"]
