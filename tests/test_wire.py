"""Frames: what is sent arrives whole, in whatever pieces; anything else is a fault and no more than that."""

import json
import socket
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graders.sandbox.answer import Raised, Returned
from graders.sandbox.reply import read_answer, read_arguments, read_loaded
from graders.sandbox.values import NotPlain, Unpacker
from graders.sandbox.wire import HEADER, MAX_BUFFERS, MAX_JSON, BlockingWire, Inbox, ProtocolFault, encode

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
FRAMES = st.tuples(
    st.dictionaries(st.text(max_size=4).filter(lambda k: k != "sizes"), JSON, max_size=3),
    st.lists(st.binary(max_size=20), max_size=3),
)


def frame(text: bytes, body: bytes = b"") -> bytes:
    return HEADER.pack(len(text), len(body)) + text + body


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(FRAMES, max_size=3), st.integers(1, 40))
def test_frames_arrive_whole_and_in_order_in_whatever_pieces_they_come(frames, piece):
    data = b"".join(encode(message, buffers) for message, buffers in frames)
    inbox, arrived = Inbox(), []
    for start in range(0, len(data), piece):
        inbox.feed(data[start : start + piece])
        while (got := inbox.next()) is not None:
            arrived.append(got)
    assert arrived == frames
    assert inbox.is_empty


def test_a_frame_that_is_on_its_way_is_waited_for():
    inbox = Inbox()
    inbox.feed(encode({"kind": "call"}, [b"1234"])[:-1])
    assert inbox.next() is None
    assert not inbox.is_empty


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b"7",
        b"{}",
        b'{"sizes": null}',
        b'{"sizes": {}}',
        b'{"sizes": [true]}',
        b'{"sizes": [-1, 1]}',
        b'{"sizes": [0.0]}',
        b'{"sizes": [1]}',
        b'{"sizes": ["1"]}',
        b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b', "sizes": []}',
        b'{"a": ' + b"9" * 10_000 + b', "sizes": []}',
    ],
    ids=lambda text: text[:16].decode("latin-1"),
)
def test_what_is_no_frame_is_a_fault(text):
    inbox = Inbox()
    inbox.feed(frame(text))
    with pytest.raises(ProtocolFault):
        inbox.next()


@pytest.mark.parametrize("sizes", [(MAX_JSON + 1, 0), (0, MAX_BUFFERS + 1), (2**32 - 1, 2**64 - 1)])
def test_a_frame_over_the_caps_is_a_fault_before_any_of_it_is_kept(sizes):
    inbox = Inbox()
    inbox.feed(HEADER.pack(*sizes))
    with pytest.raises(ProtocolFault, match="more than"):
        inbox.next()


def test_a_frame_of_just_the_largest_size_passes():
    text = json.dumps({"a": "x" * (MAX_JSON - 40), "sizes": []}).encode()
    inbox = Inbox()
    inbox.feed(frame(text))
    got = inbox.next()
    assert got is not None
    assert got[1] == []


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.binary(max_size=80) | st.tuples(JSON, st.binary(max_size=10)))
def test_arbitrary_bytes_are_a_frame_or_a_fault(sent):
    data = sent if isinstance(sent, bytes) else frame(json.dumps(sent[0]).encode(), sent[1])
    inbox = Inbox(max_json=1000, max_buffers=1000)
    inbox.feed(data)
    try:
        got = inbox.next()
    except ProtocolFault:
        return
    assert got is None or (isinstance(got[0], dict) and all(type(b) is bytes for b in got[1]))


FIELDS = st.sampled_from(["kind", "value", "effects", "type", "bases", "message", "lines", "arguments", "functions"])
SENT = st.dictionaries(FIELDS, JSON | st.sampled_from(["returned", "raised"]) | st.just({"d": [[1, 2]]}), max_size=6)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(SENT | JSON, st.sampled_from([read_answer, read_loaded, read_arguments]))
def test_whatever_a_worker_sends_is_read_as_what_it_must_be_or_refused(sent, read):
    if read is not read_answer and not isinstance(sent, dict):
        return
    given_too = {read_answer: [Unpacker([])], read_loaded: [], read_arguments: [[]]}[read]
    try:
        got = read(sent, *given_too)
    except (ProtocolFault, NotPlain):
        return
    assert isinstance(got, (Returned, Raised, tuple))


def test_a_message_is_ascii_and_its_length_stands_before_it():
    data = encode({"text": "Grüße\ud800"}, [b"ab", b"", b"c"])
    n_json, n_buffers = struct.unpack_from("!IQ", data)
    text = data[HEADER.size : HEADER.size + n_json].decode("ascii")
    assert json.loads(text) == {"text": "Grüße\ud800", "sizes": [2, 0, 1]}
    assert n_buffers == 3
    assert data.endswith(b"abc")


def test_the_blocking_end_waits_for_a_frame_and_says_when_the_other_end_is_gone():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        wire = BlockingWire(ours)
        theirs.sendall(encode({"n": 1}, [b"x"])[:-1])
        theirs.sendall(b"x" + encode({"n": 2}))
        assert wire.receive() == ({"n": 1}, [b"x"])
        assert wire.receive() == ({"n": 2}, [])
        wire.send({"n": 3})
        inbox = Inbox()
        inbox.feed(theirs.recv(1000))
        assert inbox.next() == ({"n": 3}, [])
        theirs.close()
        with pytest.raises(EOFError):
            wire.receive()
