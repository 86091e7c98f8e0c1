"""A worker: one fresh process that loads one hand-in and answers calls until its socket closes."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import random
import socket
import sys
import threading
from typing import Any

import numpy as np

from . import alone, handles, runtime
from .source import Source
from .troubles import Troubles
from .values import Packer, Unpacker
from .wire import BlockingWire


class Worker:
    """Answers `load` and `call` frames; what student code calls back travels the same socket."""

    def __init__(self, sock: socket.socket) -> None:
        self._wire = BlockingWire(sock)
        self._module: Any = None
        self._troubles = Troubles([])
        self._asking = threading.Lock()  # student code may call back from several threads
        handles.exchange = self._exchange

    def serve(self) -> None:
        """Answer until the grader closes the socket."""
        alone.settle()
        random.seed(0)
        np.random.seed(0)
        answers = {"load": self._load, "call": self._call, "calls": self._call_each}
        with contextlib.suppress(EOFError, OSError):
            while True:
                message, buffers = self._wire.receive()
                answer, out = answers[message["kind"]](message, buffers)
                _flush()
                self._wire.send({**answer, "id": message["id"]}, out)

    def _load(self, message: dict[str, Any], buffers: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
        source = Source(
            exercise=message["exercise"],
            cells=tuple(message["cells"]),
            filename=message["filename"],
            helpers=message["helpers"],
            forbidden=tuple(message["forbidden"]),
        )
        _block(source.forbidden)
        sys.argv = [source.filename]
        self._module, self._troubles = runtime.load(source)
        names = runtime.functions(self._module)
        return {"kind": "loaded", "functions": names, "missing": self._troubles.why_missing(names)}, []

    def _call(self, message: dict[str, Any], buffers: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
        unpacker = Unpacker(buffers, alone.make, self._callback(message["callbacks"]))
        results = Packer()
        args, kwargs = unpacker.unpack(message["arguments"])
        return self._answer(message["name"], args, kwargs, results, message["watch"]), results.buffers

    def _call_each(self, message: dict[str, Any], buffers: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
        unpacker = Unpacker(buffers, alone.make)
        results = Packer()
        answers = [self._answer(message["name"], unpacker.unpack(case), {}, results) for case in message["cases"]]
        return {"kind": "answers", "answers": answers}, results.buffers

    def _answer(
        self, name: str, args: list[Any], kwargs: dict[str, Any], results: Packer, watch: bool = False
    ) -> dict[str, Any]:
        try:
            tree, effects = runtime.call(getattr(self._module, name), args, kwargs, results, watch)
        except BaseException as error:
            return {"kind": "raised", **dataclasses.asdict(self._troubles.describe(error))}
        return {"kind": "returned", "value": tree, "effects": dataclasses.asdict(effects)}

    def _callback(self, names: list[str]) -> Any:
        def make(index: int) -> Any:
            def callback(*args: Any, **kwargs: Any) -> Any:
                packer = Packer()
                arguments = packer.pack([list(args), kwargs])
                return self._ask({"kind": "callback", "index": index, "arguments": arguments}, packer.buffers)

            callback.__name__ = callback.__qualname__ = names[index]
            return callback

        return make

    def _exchange(self, name: str, request: dict[str, Any]) -> dict[str, Any]:
        packer = Packer()
        arguments = packer.pack([[name, request], {}])
        return self._ask({"kind": "exchange", "arguments": arguments}, packer.buffers)  # type: ignore[no-any-return]

    def _ask(self, message: dict[str, Any], buffers: list[bytes]) -> Any:
        with self._asking:
            self._wire.send(message, buffers)
            reply, out = self._wire.receive()
        if reply["kind"] == "throw":
            runtime.raise_as(reply["type"], reply["message"])
        return Unpacker(out).unpack(reply["value"])


def _block(libraries: tuple[str, ...]) -> None:
    # Also for who asks importlib instead of the import statement, which the runtime guards.
    for name in list(sys.modules):
        if name.partition(".")[0] in libraries:
            sys.modules[name] = None  # type: ignore[assignment]
    sys.modules.update(dict.fromkeys(libraries))  # type: ignore[arg-type]


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(BaseException):
            stream.flush()


def main(fd: int) -> None:
    """Serve on an inherited socket, then end without running anything student code registered."""
    try:
        Worker(socket.socket(fileno=fd)).serve()
    finally:
        os._exit(0)
