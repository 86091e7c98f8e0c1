"""Frames on a socket: a length, a JSON document, raw buffers. Strict, because the other end may be student code."""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

HEADER = struct.Struct("!IQ")
MAX_JSON = 1 << 20
MAX_BUFFERS = 64 << 20
CHUNK = 1 << 16  # of what is received at once; room for more is dear to make, and seldom filled


class ProtocolFault(Exception):
    """What came is not a frame that our side would have sent."""


def encode(message: dict[str, Any], buffers: list[bytes] | None = None) -> bytes:
    """Return one frame."""
    buffers = buffers or []
    text = json.dumps({**message, "sizes": [len(b) for b in buffers]}).encode("ascii")
    return b"".join([HEADER.pack(len(text), sum(map(len, buffers))), text, *buffers])


class Inbox:
    """Takes bytes as they come and gives whole frames; nothing larger than the caps is ever kept."""

    def __init__(self, max_json: int = MAX_JSON, max_buffers: int = MAX_BUFFERS) -> None:
        self.max_json = max_json
        self.max_buffers = max_buffers
        self._data = bytearray()

    def feed(self, data: bytes) -> None:
        self._data += data

    @property
    def is_empty(self) -> bool:
        return not self._data

    def next(self) -> tuple[dict[str, Any], list[bytes]] | None:
        """Return the next whole frame, or None while it is still on its way."""
        if len(self._data) < HEADER.size:
            return None
        n_json, n_buffers = HEADER.unpack_from(self._data)
        if n_json > self.max_json:
            raise ProtocolFault(f"more than {self.max_json >> 20} MB of text or numbers")
        if n_buffers > self.max_buffers:
            raise ProtocolFault(f"more than {self.max_buffers >> 20} MB of arrays")
        total = HEADER.size + n_json + n_buffers
        if len(self._data) < total:
            return None
        text = bytes(self._data[HEADER.size : HEADER.size + n_json])
        body = bytes(self._data[HEADER.size + n_json : total])
        del self._data[:total]
        return _decode(text, body)


def _decode(text: bytes, body: bytes) -> tuple[dict[str, Any], list[bytes]]:
    try:
        message = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ProtocolFault("not JSON") from error
    sizes = message.pop("sizes", None) if isinstance(message, dict) else None
    if not isinstance(sizes, list) or not all(type(n) is int and n >= 0 for n in sizes) or sum(sizes) != len(body):
        raise ProtocolFault("not a frame")
    buffers, start = [], 0
    for size in sizes:
        buffers.append(body[start : start + size])
        start += size
    return message, buffers


class BlockingWire:
    """The worker's end: waits as long as it takes, and trusts the grader."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._inbox = Inbox(1 << 31, 1 << 40)

    def send(self, message: dict[str, Any], buffers: list[bytes] | None = None) -> None:
        self._sock.sendall(encode(message, buffers))

    def receive(self) -> tuple[dict[str, Any], list[bytes]]:
        """Return the next frame; EOFError where the grader is gone."""
        while (frame := self._inbox.next()) is None:
            data = self._sock.recv(CHUNK)
            if not data:
                raise EOFError
            self._inbox.feed(data)
        return frame
