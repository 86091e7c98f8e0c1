"""One question to a worker and its answer: frames with a number, callbacks served meanwhile, a watch on the clock."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from typing import Any

from . import handles
from .process import Gone, Watch, WorkerProcess
from .reply import read_arguments
from .runtime import name_and_text
from .values import Packer
from .wire import CHUNK, ProtocolFault, encode

ANSWERS = {"load": ("loaded",), "call": ("returned", "raised"), "calls": ("answers",)}
Callbacks = Sequence[Callable[..., Any]]


def exchange(
    worker: WorkerProcess, message: dict[str, Any], buffers: list[bytes], deadline: float, callbacks: Callbacks = ()
) -> tuple[dict[str, Any], list[bytes]]:
    """Send a frame and return the answer that carries its number; serve callbacks meanwhile."""
    if not worker.has_said_nothing():
        raise ProtocolFault("an answer nobody asked for")
    number = secrets.token_hex(8)  # a thread of the student's must not be able to answer the next question
    watch = Watch(worker, deadline)
    _send(encode({**message, "id": number}, buffers), watch)
    while True:
        answer, out = _receive(watch)
        kind = answer.get("kind")
        if kind in ("callback", "exchange"):
            with watch.paused():
                reply = _serve(answer, out, callbacks)
            _send(reply, watch)
        elif answer.get("id") != number or kind not in ANSWERS[message["kind"]]:
            raise ProtocolFault("an answer nobody asked for")
        else:
            return answer, out


def _send(data: bytes, watch: Watch) -> None:
    view = memoryview(data)
    while view:
        try:
            view = view[watch.worker.sock.send(view) :]
        except BlockingIOError:
            watch.wait(writing=True)
        except OSError:
            raise Gone(watch.worker.lost()) from None


def _receive(watch: Watch) -> tuple[dict[str, Any], list[bytes]]:
    worker = watch.worker
    while (frame := worker.inbox.next()) is None:
        watch.wait()
        try:
            data = worker.sock.recv(CHUNK)
        except BlockingIOError:
            continue
        except OSError:
            data = b""
        if not data:
            raise Gone(worker.lost())
        worker.inbox.feed(data)
    return frame


def _serve(asked: dict[str, Any], buffers: list[bytes], callbacks: Callbacks) -> bytes:
    args, kwargs = read_arguments(asked, buffers)
    index = asked.get("index")
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
        kind, text = name_and_text(error)
        return encode({"kind": "throw", "type": kind, "message": text})
