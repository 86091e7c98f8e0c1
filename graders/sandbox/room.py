"""The grader's side of the closed room: workers on request, calls with deadlines, output with a cap."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from . import handles, tiers
from .answer import Answer, Lost
from .exchange import exchange
from .process import MAX_OUTPUT, Gone, NoWorker, RoomBroken, WorkerProcess
from .reply import read_answer, read_loaded
from .session import LOAD_DEADLINE, one_by_one, unknown_name
from .source import Source
from .values import NotPlain, Packer, Unpacker
from .wire import ProtocolFault

SESSION = 300.0
"""Seconds that all calls of a session may take together; an honest one takes a few."""
HEAVY = re.compile(r"^[ \t]*(?:import|from)[ \t]+(sklearn|torch|transformers|openai|groq)\b", re.M)


class Room:
    """A zygote in one tier of confinement; opens sessions whose code runs in its workers."""

    def __init__(self, tier: str, fixtures: Path = handles.FIXTURES) -> None:
        self.tier = tier
        self._fixtures = fixtures
        self._started: tiers.Started | None = tiers.start(tier, fixtures)
        self.control = self._started.control

    def revive(self) -> None:
        """Start another zygote in place of one that is gone."""
        self.close()
        self._started = tiers.start(self.tier, self._fixtures)
        self.control = self._started.control

    def connect(self) -> Room:
        """Return a second way into the same room, for another grading process."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            try:
                socket.send_fds(self.control, [b'{"kind": "connect"}'], [theirs.fileno()])
            except OSError:  # its zygote is gone
                ours.close()
                return Room(self.tier, self._fixtures)
        other = object.__new__(Room)
        other.tier, other._fixtures, other._started, other.control = self.tier, self._fixtures, None, ours
        return other

    def open(self, source: Source, imports: tuple[str, ...] = ()) -> RoomSession:
        """Return a session for a source; its worker is forked at the first call."""
        found = {name for cell in source.cells for name in HEAVY.findall(cell)}
        return RoomSession(self, source, sorted((found | set(imports)) - set(source.forbidden)))

    def warm(self, imports: tuple[str, ...]) -> None:
        """Have the zygote of these imports made ahead of the first hand-in that needs it."""
        WorkerProcess(self.control, sorted(imports)).release()

    def close(self) -> None:
        self.control.close()
        if self._started is not None:
            self._started.stop()
            self._started = None


class RoomSession:
    """One source in the closed room. After a crash, a deadline or a protocol fault the next call gets a new worker."""

    def __init__(self, room: Room, source: Source, imports: list[str]) -> None:
        self._room = room
        self._source = source
        self._imports = imports
        self._worker: WorkerProcess | None = None
        self._names: list[str] = []
        self._missing = {"": source.problem} if source.problem else {}
        self._lost: Lost | None = None  # loading itself ended in nothing: it would again
        self._timeouts = 0
        self._spent = 0.0
        self._ends = 0  # of workers that may not have been the hand-in's doing
        self._printed = b""

    def call(
        self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], deadline: float, watch: bool = False
    ) -> Answer:
        """Return what the student's function gives, within so many CPU seconds."""
        if self._spent > SESSION:
            return Lost("timed out", f"all calls together took more than {SESSION:g} s")
        if self._timeouts:
            deadline = max(1.0, deadline / 4)  # one endless loop costs its test, not a deadline for each
        began = time.monotonic()
        try:
            answer = self._answer(name, args, kwargs, deadline, watch)
            self._ends = 0
            return answer
        except NoWorker:
            self.renew()
            raise
        except Gone as gone:
            self._timeouts += gone.lost.kind == "timed out"
            self.renew()
            return gone.lost
        except (NotPlain, ProtocolFault) as fault:
            self.renew()
            return Lost("refused", f"it sent what is not a value: {fault}")
        except RoomBroken:
            self.renew()
            self._ends += 1  # what ends its zygote each time is the hand-in
            return Lost("crashed", "it ended the process that starts the workers", again=self._ends == 1)
        except BaseException:
            self.renew()
            raise
        finally:
            self._spent += time.monotonic() - began

    def _answer(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], deadline: float, watch: bool) -> Answer:
        if self._worker is None and self._lost is None:
            self._load()
        if self._lost is not None:
            return self._lost
        if name in self._names:
            return self._call(name, args, kwargs, deadline, watch)
        return unknown_name(self._source, self._names, name, self._missing)

    def call_each(self, name: str, cases: Sequence[tuple[Any, ...]], deadline: float) -> Iterator[Answer]:
        """Yield what each call gives. They travel together, which costs one journey; if one is lost, one by one."""
        answers = self._call_together(name, cases, deadline)
        yield from answers if answers is not None else one_by_one(self, name, cases, deadline)

    def _call_together(self, name: str, cases: Sequence[tuple[Any, ...]], deadline: float) -> list[Answer] | None:
        callbacks: list[Callable[..., Any]] = []
        packer = Packer(callbacks)
        message = {"kind": "calls", "name": name, "cases": [packer.pack(list(args)) for args in cases]}
        try:
            if self._worker is None and self._lost is None:
                self._load()
            if self._worker is None or self._timeouts or callbacks or name not in self._names:
                return None
            sent, buffers = exchange(self._worker, message, packer.buffers, deadline)
            unpacker = Unpacker(buffers)
            answers = (
                [read_answer(one, unpacker) for one in sent["answers"]] if type(sent.get("answers")) is list else []
            )
            return answers if len(answers) == len(cases) else None
        except (Gone, NotPlain, ProtocolFault, RoomBroken):
            self.renew()
            return None
        except BaseException:
            self.renew()
            raise

    def _load(self) -> None:
        """Start a worker and have it load the source; where none starts, ask again, then revive the room."""
        for attempt in range(3):
            try:
                self._worker = worker = WorkerProcess(self._room.control, self._imports)
                worker.await_start()
                break
            except NoWorker:
                self.renew()
                if attempt == 2:
                    raise
            if attempt == 1:
                self._room.revive()
        message = {
            "kind": "load",
            "exercise": self._source.exercise,
            "cells": list(self._source.cells),
            "filename": self._source.filename,
            "helpers": self._source.helpers,
            "forbidden": list(self._source.forbidden),
        }
        try:
            loaded, _ = exchange(worker, message, [], LOAD_DEADLINE)
        except Gone as gone:
            self._ends += 1
            again = gone.lost.again and self._ends == 1
            lost = Lost(gone.lost.kind, f"while it was loaded, {gone.lost.reason}", gone.lost.hint, again)
            self._lost = None if again else lost
            raise Gone(lost) from None
        self._names, self._missing = read_loaded(loaded)

    def _call(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], deadline: float, watch: bool) -> Answer:
        assert self._worker is not None
        callbacks: list[Callable[..., Any]] = []
        packer = Packer(callbacks)
        tree = packer.pack([list(args), kwargs])
        names = [getattr(c, "__name__", "callback") for c in callbacks]
        message = {"kind": "call", "name": name, "arguments": tree, "callbacks": names, "watch": watch}
        answer, buffers = exchange(self._worker, message, packer.buffers, deadline, callbacks)
        return read_answer(answer, Unpacker(buffers))

    def printed(self) -> str:
        """Return what the student's code printed so far, capped."""
        if self._worker is not None:
            self._worker.drain()
        now = self._worker.output if self._worker is not None else b""
        return (self._printed + now)[:MAX_OUTPUT].decode("utf-8", "replace")

    def renew(self) -> None:
        """End the worker; the next call gets another one."""
        if self._worker is not None:
            self._worker.kill()
            self._printed = (self._printed + self._worker.output)[:MAX_OUTPUT]
            self._worker = None

    def close(self) -> None:
        self.renew()
