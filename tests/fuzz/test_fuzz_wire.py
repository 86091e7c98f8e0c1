"""What comes out of a worker is a value, an answer or a refusal: at most a fault, never an error, and never much."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from graders.kit import check
from graders.kit.findings import Wrong, show
from graders.sandbox.answer import Effects, Raised, Returned
from graders.sandbox.reply import read_answer, read_arguments, read_loaded
from graders.sandbox.values import DTYPES, MAX_INT_BITS, NotPlain, Opaque, Packer, Unpacker
from graders.sandbox.wire import HEADER, MAX_JSON, Inbox, ProtocolFault, encode

from .bounds import EXAMPLES, FUZZ, MB, bounded
from .mutate import ODD, spoiled, spoiled_tree

ARRAYS = hnp.arrays(st.sampled_from(sorted(DTYPES)), hnp.array_shapes(min_dims=0, min_side=0, max_side=4))
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6) | ARRAYS
KEYS = st.text(max_size=3) | st.integers() | st.tuples(st.integers(), st.text(max_size=2))
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(KEYS, inner, max_size=3)
        | st.lists(st.text(max_size=3), max_size=3).map(np.array)
    ),
    max_leaves=8,
)
EFFECTS = st.builds(Effects, st.lists(st.text(max_size=4), max_size=2).map(tuple), st.booleans(), st.booleans())


def packed(value: Any) -> tuple[Any, list[bytes]]:
    packer = Packer()
    return json.loads(json.dumps(packer.pack(value))), packer.buffers


@st.composite
def answers(draw: st.DrawFn) -> tuple[dict[str, Any], list[bytes]]:
    """What a worker of ours sends, and its buffers."""
    kind = draw(st.sampled_from(["returned", "raised", "loaded", "callback"]))
    if kind == "raised":
        lines = draw(st.lists(st.text(max_size=9), max_size=4))
        return {"kind": kind, "type": "E", "bases": ["ValueError"], "message": "no", "lines": lines}, []
    if kind == "loaded":
        return {"kind": kind, "functions": draw(st.lists(st.text(max_size=5), max_size=3)), "problem": None}, []
    if kind == "callback":
        value, buffers = packed([[draw(VALUES)], {"top": draw(LEAVES)}])
        return {"kind": kind, "index": 0, "arguments": value}, buffers
    value, buffers = packed(draw(VALUES))
    return {"kind": kind, "value": value, "effects": json.loads(json.dumps(asdict(draw(EFFECTS))))}, buffers


def is_plain(value: Any) -> bool:
    """Whether a value is made of exact plain types, which nothing of a student's can have changed."""
    if type(value) is np.ndarray:
        return all(map(is_plain, value.tolist())) if value.dtype == object else value.dtype.str in DTYPES
    if type(value) in (list, tuple):
        return all(map(is_plain, value))
    if type(value) is dict:
        return all(is_plain(key) and is_plain(item) for key, item in value.items())
    if type(value) is int:
        return value.bit_length() <= MAX_INT_BITS
    return value is None or type(value) in (bool, float, str, Opaque)


def array_bytes(value: Any) -> int:
    """The memory of all arrays of numbers in a value."""
    if isinstance(value, np.ndarray):
        return 0 if value.dtype == object else value.nbytes
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return sum(map(array_bytes, inside))


@st.composite
def lying_frames(draw: st.DrawFn) -> bytes:
    """A frame whose JSON, the sizes of its buffers too, is not what was packed."""
    message, buffers = draw(answers())
    sizes = spoiled_tree(st.just([len(b) for b in buffers] or [0]), st.integers(0, 40))
    message = draw(st.just(message) | spoiled_tree(st.just(message)).filter(lambda spoilt: isinstance(spoilt, dict)))
    text = json.dumps({**message, "sizes": draw(sizes)}).encode()
    return HEADER.pack(len(text), sum(map(len, buffers))) + text + b"".join(buffers)


FRAMES = st.lists(answers(), min_size=1, max_size=3).map(lambda sent: b"".join(encode(*one) for one in sent))


@FUZZ
@given(spoiled(FRAMES) | lying_frames(), st.data())
def test_spoiled_frames_are_frames_or_faults_in_whatever_pieces_they_come(data, draws):
    piece = draws.draw(st.sampled_from([1, 7, 12, 13, len(data) + 1]))
    inbox, at = Inbox(), 0
    with bounded():
        for start in range(0, len(data), piece):
            inbox.feed(data[start : start + piece])
            try:
                while (frame := inbox.next()) is not None:
                    message, buffers = frame
                    n_json, n_buffers = HEADER.unpack_from(data, at)
                    assert type(message) is dict
                    text, at = data[at + HEADER.size :][:n_json], at + HEADER.size + n_json
                    assert b"".join(buffers) == data[at : at + n_buffers]
                    assert list(map(len, buffers)) == json.loads(text)["sizes"]
                    at += n_buffers
            except ProtocolFault:
                return


@FUZZ
@given(answers().flatmap(lambda a: st.tuples(spoiled_tree(st.just(a[0])), st.just(a[1]) | st.lists(st.binary()))))
def test_a_spoiled_answer_is_read_as_plain_values_or_refused(sent):
    message, buffers = sent
    with bounded():
        for read, given_too in ((read_answer, Unpacker(buffers)), (read_arguments, buffers), (read_loaded, None)):
            if read is not read_answer and not isinstance(message, dict):
                continue
            try:
                got = read(message) if given_too is None else read(message, given_too)
            except (ProtocolFault, NotPlain):
                continue
            if isinstance(got, Returned):
                assert is_plain(got.value)
                assert array_bytes(got.value) <= sum(map(len, buffers))
                assert is_plain(list(asdict(got.effects).values()))
            elif isinstance(got, Raised):
                assert all(text.isprintable() for text in (got.type, *got.bases, got.message, *got.lines))
            else:
                assert is_plain(got)


SNIPPETS = st.recursive(
    st.sampled_from([item for item in ODD if item == item]) | st.text(max_size=3) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.sampled_from("tdasohc").flatmap(lambda tag: inner.map(lambda body: {tag: [body]}))
        | st.tuples(inner, inner).map(lambda pair: {"d": [list(pair)]})
    ),
    max_leaves=4,
)


@settings(FUZZ, max_examples=EXAMPLES // 60 or 20)
@given(SNIPPETS, st.sampled_from(["list", "dict", "texts", "deep"]))
@example([], "list")
@example({"t": []}, "list")
@example({"d": []}, "dict")
@example({"o": ""}, "list")
@example("\0", "texts")
def test_a_frame_full_of_anything_takes_a_bounded_multiple_of_its_size(snippet, form):
    size = MAX_JSON if EXAMPLES else MAX_JSON // 32
    text = json.dumps(snippet)
    count = (size - 200) // (len(text) + 14)
    if form == "deep":
        tree = "[" * min(count, 40) + text + "]" * min(count, 40)
    elif form == "dict":
        tree = '{"d": [' + ", ".join(f'["{i:06}", {text}]' for i in range(count)) + "]}"
    else:
        items = ", ".join([text] * count)
        tree = f"[{items}]" if form == "list" else f'{{"s": [{items}]}}'
    data = f'{{"kind": "returned", "value": {tree}, "effects": {{}}, "sizes": []}}'.encode()
    inbox = Inbox()
    with bounded(memory=2 * MB + 120 * len(data)):
        inbox.feed(len(data).to_bytes(4, "big") + bytes(8) + data)
        try:
            message, buffers = inbox.next()
            got = read_answer(message, Unpacker(buffers))
        except (ProtocolFault, NotPlain):
            return
        assert is_plain(got.value)


EXPECTED = [0, 1, 0.5, float("nan"), float("inf"), True, None, "x", [], [1, 2], (0.5, [1]), {"a": [0.5]}, {1: "x"}]
EXPECTED += [np.zeros((2, 2)), np.array([1, 2]), np.array(["a", "b"]), np.array(True), np.zeros((0, 3), np.float32)]
EXPECTED += [np.array([1 + 2j, float("nan")])]


@FUZZ
@given(
    VALUES | st.sampled_from([2**511, -(2**511), Opaque("set"), [2**500, 0.5]]), st.sampled_from(EXPECTED), st.data()
)
def test_whatever_arrives_can_be_compared_and_shown(value, expected, draws):
    tree, buffers = packed(value)
    tree = draws.draw(st.just(tree) | spoiled_tree(st.just([tree])))
    with bounded():
        try:
            got = Unpacker(buffers).unpack(tree)
        except NotPlain:
            return
        assert len(show(got, 100)) < 200
        for compare in (
            lambda: check.equal(got, expected),
            lambda: check.equal(got, expected, ordered=True),
            lambda: check.array(got, expected if isinstance(expected, np.ndarray) else np.zeros(2)),
            lambda: check.unpack(got, 2, names=("one", "two")),
            lambda: check.partition(got, np.array([0, 1, 1])),
        ):
            try:
                compare()
            except Wrong:
                continue
