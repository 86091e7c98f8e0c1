"""The grader's side of the closed room: workers on request, calls with deadlines, output with a cap."""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import select
import signal
import socket
import struct
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import confine, handles, tiers
from .answer import Answer, Effects, Lost, Raised, Returned
from .session import unknown_name
from .source import Source
from .values import NotPlain, Packer, Unpacker, printable
from .wire import Inbox, ProtocolFault, encode

LOAD_DEADLINE = 15.0
MAX_OUTPUT = 20_000
TICK = 0.05
HEAVY = re.compile(r"^[ \t]*(?:import|from)[ \t]+(sklearn|torch|transformers|openai|groq)\b", re.M)
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


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
            socket.send_fds(self.control, [b'{"kind": "connect"}'], [theirs.fileno()])
        other = object.__new__(Room)
        other.tier, other._fixtures, other._started, other.control = self.tier, self._fixtures, None, ours
        return other

    def open(self, source: Source, imports: tuple[str, ...] = ()) -> RoomSession:
        """Return a session for a source; its worker is forked at the first call."""
        found = {name for cell in source.cells for name in HEAVY.findall(cell)}
        return RoomSession(self, source, sorted(found | set(imports)))

    def warm(self, imports: tuple[str, ...]) -> None:
        """Have the zygote of these imports made ahead of the first hand-in that needs it."""
        Worker(self, sorted(imports)).release()

    def close(self) -> None:
        self.control.close()
        if self._started is not None:
            self._started.stop()
            self._started = None


class Worker:
    """One worker process as the grader holds it: a socket, an output pipe, a pidfd and a channel for its end."""

    def __init__(self, room: Room, imports: list[str]) -> None:
        self.sock, sock = socket.socketpair()
        self.channel, channel = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.out, out = os.pipe()
        self.pidfd: int | None = None
        self.pid: int | None = None
        self.inbox = Inbox()
        self.output = bytearray()
        with sock, channel:
            request = json.dumps({"kind": "fork", "imports": imports}).encode()
            try:
                socket.send_fds(room.control, [request], [sock.fileno(), out, channel.fileno()])
            except OSError as error:
                self.release()
                raise RoomBroken("the zygote is gone") from error
            finally:
                os.close(out)
        self.sock.setblocking(False)
        os.set_blocking(self.out, False)
        self._poll = select.poll()
        self._poll.register(self.sock, select.POLLIN)
        self._poll.register(self.out, select.POLLIN)

    def wait(self, writing: bool = False) -> None:
        """Wait a moment until the socket can be read, or written; take what is printed."""
        if writing:
            self._poll.modify(self.sock, select.POLLIN | select.POLLOUT)
        for fd, event in self._poll.poll(TICK * 1000):
            if fd == self.out:
                self.drain()
                if event & select.POLLHUP:
                    self._poll.unregister(self.out)
        if writing:
            self._poll.modify(self.sock, select.POLLIN)

    def has_said_nothing(self) -> bool:
        """Tell whether no data is waiting; a closed socket is no data."""
        try:
            return self.inbox.is_empty and not self.sock.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return self.inbox.is_empty
        except OSError:
            return True

    def await_start(self) -> None:
        """Wait until the zygote has forked the worker; the first one of a zygote waits for its imports."""
        if self.pidfd is not None:
            return
        self.channel.settimeout(120)
        data, fds, _, _ = socket.recv_fds(self.channel, 16, 1)
        if not data or not fds:
            raise RoomBroken("the zygote does not start workers any more")
        self.pidfd = fds[0]
        with open(f"/proc/self/fdinfo/{self.pidfd}") as file:
            self.pid = next(int(line.split()[1]) for line in file if line.startswith("Pid:"))

    def cpu_seconds(self) -> tuple[float, str]:
        """Return the CPU time used so far and the state letter; (0, "?") where the kernel does not tell."""
        try:
            with open(f"/proc/{self.pid}/stat") as file:
                fields = file.read().rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND, fields[0]
        except (OSError, ValueError, IndexError):
            return 0.0, "?"

    def drain(self) -> None:
        """Take what the student's code printed; what is over the cap is dropped."""
        with contextlib.suppress(BlockingIOError, OSError):
            while data := os.read(self.out, 1 << 16):
                if len(self.output) < MAX_OUTPUT:
                    self.output += data[: MAX_OUTPUT - len(self.output)]

    def end_reason(self) -> str:
        """Return in words how the worker ended."""
        self.channel.settimeout(5)
        try:
            status, _ = struct.unpack("!iQ", self.channel.recv(16))
        except (OSError, struct.error):
            return "the process ended"
        code = os.waitstatus_to_exitcode(status)
        if code >= 0:
            return f"it ended the process with exit status {code}"
        name = signal.Signals(-code).name if -code in signal.Signals.__members__.values() else str(-code)
        words = {"SIGSEGV": " (a crash below Python, or too deep a recursion)", "SIGKILL": " (perhaps out of memory)"}
        return f"the process was ended by signal {name}{words.get(name, '')}"

    def kill(self) -> None:
        """End the worker now, in whatever state it is, and let go of all its files."""
        if self.pidfd is not None:
            with contextlib.suppress(OSError):
                signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
            os.close(self.pidfd)
            self.pidfd = None
        self.drain()
        self.release()

    def release(self) -> None:
        """Let go of all files; the zygote ends a worker nobody holds."""
        self.sock.close()
        self.channel.close()
        os.close(self.out)


class RoomBroken(Exception):
    """The closed room itself does not answer: our fault, never the student's."""


class _Gone(Exception):
    """There will be no answer; carries the `Lost` that says why."""

    def __init__(self, lost: Lost) -> None:
        super().__init__(lost.reason)
        self.lost = lost


class RoomSession:
    """One source in the closed room. After a crash, a deadline or a protocol fault the next call gets a new worker."""

    def __init__(self, room: Room, source: Source, imports: list[str]) -> None:
        self._room = room
        self._source = source
        self._imports = imports
        self._worker: Worker | None = None
        self._names: list[str] = []
        self._problem = source.problem
        self._lost: Lost | None = None  # loading itself ended in nothing: it would again
        self._timeouts = 0
        self.output = b""

    def call(
        self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], deadline: float, watch: bool = False
    ) -> Answer:
        """Return what the student's function gives, within so many CPU seconds."""
        if self._timeouts:
            deadline = max(1.0, deadline / 4)  # one endless loop costs its test, not a deadline for each
        try:
            if self._worker is None and self._lost is None:
                self._load()
            if self._lost is not None:
                return self._lost
            if name not in self._names:
                return Lost("cannot load", self._problem) if self._problem else unknown_name(self._source, self._names, name)
            return self._call(name, args, kwargs, deadline, watch)
        except _Gone as gone:
            self._timeouts += gone.lost.kind == "timed out"
            self.renew()
            return gone.lost
        except (NotPlain, ProtocolFault) as fault:
            self.renew()
            return Lost("refused", f"it sent what is not a value: {fault}")
        except BaseException:
            self.renew()
            raise

    def _load(self) -> None:
        try:
            self._start()
        except RoomBroken:
            self._room.revive()
            self._start()
        message = {
            "kind": "load",
            "exercise": self._source.exercise,
            "cells": list(self._source.cells),
            "filename": self._source.filename,
            "helpers": self._source.helpers,
        }
        try:
            loaded, _ = self._exchange(message, [], LOAD_DEADLINE, [])
        except _Gone as gone:
            self._lost = Lost(gone.lost.kind, f"while it was loaded, {gone.lost.reason}", gone.lost.hint)
            raise _Gone(self._lost) from None
        names, problem = loaded.get("functions"), loaded.get("problem")
        if not isinstance(names, list) or not all(isinstance(n, str) for n in names):
            raise ProtocolFault("no list of functions")
        self._names = [printable(n, 100) for n in names]
        self._problem = printable(problem, 400) if isinstance(problem, str) else None

    def _start(self) -> None:
        self._worker = Worker(self._room, self._imports)
        self._worker.await_start()

    def _call(
        self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], deadline: float, watch: bool
    ) -> Answer:
        callbacks: list[Callable[..., Any]] = []
        packer = Packer(callbacks)
        tree = packer.pack([list(args), kwargs])
        names = [getattr(c, "__name__", "callback") for c in callbacks]
        message = {"kind": "call", "name": name, "arguments": tree, "callbacks": names, "watch": watch}
        answer, buffers = self._exchange(message, packer.buffers, deadline, callbacks)
        if answer["kind"] == "raised":
            return Raised(
                _text(answer.get("type"), 60),
                tuple(_text(b, 60) for b in _texts(answer.get("bases"))),
                _text(answer.get("message"), 300),
                tuple(_text(line, 96) for line in _texts(answer.get("lines"))[-3:]),
            )
        return Returned(Unpacker(buffers).unpack(answer.get("value")), _effects(answer.get("effects")))

    def _exchange(
        self, message: dict[str, Any], buffers: list[bytes], deadline: float, callbacks: list[Callable[..., Any]]
    ) -> tuple[dict[str, Any], list[bytes]]:
        """Send a frame and return the answer that carries its number; serve callbacks meanwhile."""
        worker = self._worker
        assert worker is not None
        if not worker.has_said_nothing():
            raise ProtocolFault("an answer before the question")
        number = secrets.token_hex(8)  # a thread of the student's must not be able to answer the next question
        watch = _Watch(worker, deadline)
        self._send(encode({**message, "id": number}, buffers), watch)
        while True:
            answer, out = self._receive(watch)
            kind = answer.get("kind")
            if kind in ("callback", "exchange"):
                with watch.paused():
                    reply = self._serve(answer, out, callbacks)
                self._send(reply, watch)
            elif answer.get("id") != number or kind not in ("loaded", "returned", "raised"):
                raise ProtocolFault("an answer to another question")
            elif (kind == "loaded") != (message["kind"] == "load"):
                raise ProtocolFault("an answer of another kind")
            else:
                return answer, out

    def _send(self, data: bytes, watch: _Watch) -> None:
        view = memoryview(data)
        while view:
            try:
                view = view[self._worker.sock.send(view) :]  # type: ignore[union-attr]
            except BlockingIOError:
                watch.wait(writing=True)
            except OSError:
                raise _Gone(Lost("crashed", self._worker.end_reason())) from None  # type: ignore[union-attr]

    def _receive(self, watch: _Watch) -> tuple[dict[str, Any], list[bytes]]:
        worker = watch.worker
        while (frame := worker.inbox.next()) is None:
            watch.wait()
            try:
                data = worker.sock.recv(1 << 20)
            except BlockingIOError:
                continue
            except OSError:
                data = b""
            if not data:
                raise _Gone(Lost("crashed", worker.end_reason()))
            worker.inbox.feed(data)
        return frame

    def _serve(self, asked: dict[str, Any], buffers: list[bytes], callbacks: list[Callable[..., Any]]) -> bytes:
        arguments = Unpacker(buffers).unpack(asked.get("arguments"))
        if type(arguments) is not list or [type(part) for part in arguments] != [list, dict]:
            raise ProtocolFault("a callback without arguments")
        args, kwargs = arguments
        index = asked.get("index")
        if not all(type(k) is str for k in kwargs):
            raise ProtocolFault("a callback with keywords that are no text")
        if asked["kind"] == "exchange":
            if handles.exchange is None or len(args) != 2 or type(args[0]) is not str or type(args[1]) is not dict:
                raise ProtocolFault("a request nobody can answer")
            function: Callable[..., Any] = handles.exchange
        elif type(index) is int and 0 <= index < len(callbacks):
            function = callbacks[index]
        else:
            raise ProtocolFault("a callback that was not given")
        try:
            packer = Packer()
            return encode({"kind": "value", "value": packer.pack(function(*args, **kwargs))}, packer.buffers)
        except AssertionError:
            raise
        except Exception as error:
            return encode({"kind": "throw", "type": type(error).__name__, "message": str(error)[:2000]})

    def renew(self) -> None:
        """End the worker; the next call gets another one."""
        if self._worker is not None:
            self._worker.kill()
            self.output = self.output or bytes(self._worker.output)
            self._worker = None

    def close(self) -> None:
        self.renew()


class _Watch:
    """Waits for a worker, and ends the wait when its CPU time is used up or it does nothing at all."""

    def __init__(self, worker: Worker, deadline: float) -> None:
        self.worker = worker
        self.deadline = deadline
        self.start = self.last = time.monotonic()
        self.start_cpu: float | None = None  # most calls end before the clock is looked at
        self.last_cpu = 0.0
        self.idle = 0.0

    @contextlib.contextmanager
    def paused(self) -> Any:
        """Do not count the time that the grader itself needs."""
        began = time.monotonic()
        yield
        spent = time.monotonic() - began
        self.start += spent
        self.last += spent

    def wait(self, writing: bool = False) -> None:
        """Wait a moment for the socket; take what is printed; look at the clock."""
        self.worker.wait(writing)
        self.check()

    def check(self) -> None:
        """Look at the clock, now and then."""
        now = time.monotonic()
        if now - self.last < TICK:
            return
        cpu, state = self.worker.cpu_seconds()
        if self.start_cpu is None:
            self.start_cpu = self.last_cpu = cpu
        if cpu - self.last_cpu < 0.1 * (now - self.last) and state in "STt?":
            self.idle += now - self.last
        self.last, self.last_cpu = now, max(cpu, self.last_cpu)
        if cpu - self.start_cpu > self.deadline:
            reason = f"used more than {self.deadline:g} s of CPU time"
            raise _Gone(Lost("timed out", reason, "is there a loop without an end?"))
        if self.idle > max(3.0, self.deadline) or now - self.start > 20 * self.deadline + 30:
            raise _Gone(Lost("timed out", f"waited more than {self.deadline:g} s without doing anything"))


def _text(value: Any, limit: int) -> str:
    return printable(value, limit) if isinstance(value, str) else "?"


def _texts(value: Any) -> list[str]:
    return [v for v in value if isinstance(v, str)][:20] if isinstance(value, list) else []


def _effects(value: Any) -> Effects:
    if not isinstance(value, dict):
        raise ProtocolFault("no effects")
    arguments = tuple(_text(name, 60) for name in _texts(value.get("arguments")))
    return Effects(arguments, value.get("random_state") is True, value.get("model_mode") is True)


__all__ = ["Room", "RoomBroken", "RoomSession", "confine"]
