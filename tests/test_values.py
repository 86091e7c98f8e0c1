"""Values on their way between grader and student code: plain data, made anew, and nothing else."""

import collections
import decimal
import enum
import fractions
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from graders.sandbox.session import plain
from graders.sandbox.values import DTYPES, MAX_DEPTH, Handle, NotPlain, Opaque, Packer, Unpacker, printable


def exactly(one, other):
    """Equal, and of the same exact types all the way down."""
    if type(one) is not type(other):
        return False
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(exactly, one, other))
    if isinstance(one, dict):
        return list(one) == list(other) and all(exactly(one[k], other[k]) for k in one)
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()
    return repr(one) == repr(other)


PLAIN = [
    None,
    True,
    0,
    -(2**63),
    2**500,
    1.5,
    -0.0,
    float("nan"),
    float("-inf"),
    "",
    "Grüße \x00 \ud800",
    [],
    (),
    {},
    [1, [2.0, ("a", None)], {"k": [True]}],
    {("a", 1): 2, 3: "x", None: 0, True: 1.0, 2.5: []},
    np.array(3.5),
    np.array(True),
    np.zeros((2, 0, 3)),
    np.arange(6).reshape(2, 3),
]


@pytest.mark.parametrize("value", PLAIN, ids=lambda v: str(type(v).__name__))
def test_a_plain_value_arrives_as_it_was(value):
    assert exactly(plain(value), value)


@pytest.mark.parametrize("dtype", sorted(DTYPES))
def test_an_array_of_every_allowed_dtype_arrives_as_it_was(dtype):
    array = np.arange(6).reshape(2, 3).astype(dtype)
    assert exactly(plain(array), array)
    assert exactly(plain(array.T), np.ascontiguousarray(array.T))


def test_arrays_are_copies_that_may_be_written_to():
    array = np.zeros(3)
    copy = plain(array)
    copy[0] = 1
    assert array[0] == 0


def test_a_list_of_one_object_twice_arrives_as_two():
    row = [0]
    first, second = plain([row, row])
    first.append(1)
    assert second == [0]


class LyingFloat(float):
    def __eq__(self, other):
        return True

    def __repr__(self):
        return "1.0"

    def __float__(self):
        return 1.0

    def __pos__(self):
        return 1.0

    __hash__ = float.__hash__


class LyingList(list):
    def __iter__(self):
        return iter([1, 2, 3])

    def __len__(self):
        return 3


class LyingDict(dict):
    def items(self):
        return [("a", 1)]

    def __iter__(self):
        return iter(["a"])


class LyingText(str):
    def __str__(self):
        return "yes"


class LyingArray(np.ndarray):
    def tobytes(self, *args):
        return b"\x01" * 8

    @property
    def shape(self):
        return (1,)


class Level(enum.IntEnum):
    LOW = 1


@pytest.mark.parametrize(
    ("value", "arrives"),
    [
        (LyingFloat(2.5), 2.5),
        (LyingList([7]), [7]),
        (LyingDict(b=2), {"b": 2}),
        (LyingText("no"), "no"),
        (np.zeros(2).view(LyingArray), np.zeros(2)),
        (Level.LOW, 1),
        (collections.OrderedDict(b=1, a=2), {"b": 1, "a": 2}),
        (collections.Counter("aab"), {"a": 2, "b": 1}),
        (collections.defaultdict(list, a=[1]), {"a": [1]}),
        (collections.namedtuple("Pair", "x y")(1, 2), (1, 2)),
        (np.float64(0.5), 0.5),
        (np.float32(0.5), 0.5),
        (np.int8(3), 3),
        (np.uint64(2**64 - 1), 2**64 - 1),
        (np.bool_(True), True),
        (np.str_("a"), "a"),
        (np.array(["a", "bc"]), np.array(["a", "bc"])),
        (np.array(["a", None], dtype=object), np.array(["a", None], dtype=object)),
        (np.array([1.0, 2.0], dtype=">f8"), np.array([1.0, 2.0])),
        (np.ones(2, dtype=np.longdouble), np.ones(2)),
    ],
    ids=lambda v: type(v).__name__,
)
def test_a_subclass_or_numpy_scalar_arrives_as_its_plain_base_whatever_it_says_of_itself(value, arrives):
    got = plain(value)
    if isinstance(arrives, np.ndarray) and arrives.dtype.kind in "UO":
        assert type(got) is np.ndarray
        assert got.tolist() == arrives.tolist()
    else:
        assert exactly(got, arrives)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ({1, 2}, "set"),
        (frozenset(), "frozenset"),
        ((x for x in ()), "generator"),
        (iter([]), "list_iterator"),
        (range(3), "range"),
        (b"bytes", "bytes"),
        (1 + 2j, "complex"),
        (decimal.Decimal(1), "Decimal"),
        (fractions.Fraction(1, 2), "Fraction"),
        (object(), "object"),
        (ValueError("x"), "ValueError"),
        (StopIteration(), "StopIteration"),
        (len, "builtin_function_or_method"),
        (int, "type"),
        (NotImplemented, "NotImplementedType"),
        ({}.keys(), "dict_keys"),
        (np.datetime64("2024-01-01"), "datetime64"),
        (np.ma.masked_array([1], [True]), "MaskedArray"),
        (np.array(["2024"], dtype="M8[D]"), "ndarray of dtype datetime64[D]"),
        (np.zeros(2, dtype=[("a", "f8")]), "ndarray of dtype void128"),
        (np.array([["a"]]), "ndarray of dtype str32"),
        (2**513, "int of 514 bits"),
    ],
    ids=lambda v: type(v).__name__,
)
def test_anything_else_arrives_as_the_name_of_its_type(value, name):
    got = plain(value)
    assert type(got) is Opaque
    assert got.type.startswith(name[:12])


def test_a_value_that_is_not_plain_hides_nothing_around_it():
    assert plain([1, {2}, "x"]) == [1, Opaque("set"), "x"]


def test_nesting_without_an_end_is_cut_off():
    endless: list[object] = []
    endless.append(endless)
    value, depth = plain(endless), 0
    while isinstance(value, list):
        (value,), depth = value, depth + 1
    assert isinstance(value, Opaque)
    assert depth == MAX_DEPTH + 1


def test_a_type_cannot_lie_about_its_name_or_write_control_characters():
    class Meta(type):
        @property
        def __name__(cls):
            return "int"

    assert plain(Meta("Liar", (), {})()) == Opaque("Liar")
    assert plain(type("a\x1b[31m\nb", (), {})()) == Opaque("a\\x1b[31m\\nb")


def test_a_callable_among_arguments_becomes_a_callback_and_a_class_does_not():
    callbacks: list[object] = []
    tree = Packer(callbacks).pack([len, int, {"f": print}])
    assert tree == [{"c": 0}, {"o": "type"}, {"d": [["f", {"c": 1}]]}]
    assert callbacks == [len, print]
    made = Unpacker([], callback=lambda n: f"callback {n}").unpack(tree)
    assert made == ["callback 0", Opaque("type"), {"f": "callback 1"}]


def test_a_handle_is_made_where_it_arrives_and_only_where_that_is_asked_for():
    tree = Packer().pack(Handle("model", "tiny", (("training", True), ("prompt", (1, 2)))))
    made = Unpacker([], handle=lambda h: h).unpack(json.loads(json.dumps(tree)))
    assert made == Handle("model", "tiny", (("training", True), ("prompt", (1, 2))))
    with pytest.raises(NotPlain):
        Unpacker([]).unpack(tree)


@pytest.mark.parametrize(
    "tree",
    [
        {},
        {"t": []} | {"d": []},
        {"x": []},
        {"t": None},
        {"t": "ab"},
        {"o": 1},
        {"c": 0},
        {"h": ["model", "x", []]},
        {"d": [[1]]},
        {"d": ["ab"]},
        {"d": [[[], 1]]},
        {"d": [[{"d": []}, 1]]},
        {"a": []},
        {"a": ["<f8", [1], 1]},
        {"a": ["<f8", [1], 2]},
        {"a": ["<f8", [1], -1]},
        {"a": ["<f8", [1], True]},
        {"a": ["<f8", [2], 0]},
        {"a": ["<f8", [-1], 0]},
        {"a": ["<f8", [1.0], 0]},
        {"a": ["<f8", 1, 0]},
        {"a": ["<f8", [True], 0]},
        {"a": ["<f8", [1] * 17, 0]},
        {"a": ["|O", [1], 0]},
        {"a": ["<M8[s]", [1], 0]},
        {"a": ["<U2", [1], 0]},
        {"a": [["f8"], [1], 0]},
        {"a": [0, [1], 0]},
        {"a": ["<f8", [0, 2**39, 2**39], 1]},
    ],
    ids=str,
)
def test_a_tree_that_packing_would_not_have_made_is_refused(tree):
    with pytest.raises(NotPlain):
        Unpacker([b"\0" * 8, b""]).unpack(tree)


def test_a_buffer_is_one_array_and_not_many():
    # or a list that names one large buffer ten thousand times would fill the grader's memory
    with pytest.raises(NotPlain):
        Unpacker([b"\0" * 8]).unpack([{"a": ["<f8", [1], 0]}, {"a": ["<f8", [1], 0]}])


def test_a_small_frame_cannot_become_a_huge_array_of_text():
    array = Unpacker([]).unpack({"s": ["x" * 4000, *[""] * 4000]})  # numpy pads each text to the longest
    assert array.nbytes < 1 << 24


def test_a_bool_array_holds_zero_and_one_only_whatever_bytes_arrive():
    array = Unpacker([b"\x02\x00\xff"]).unpack({"a": ["|b1", [3], 0]})
    assert array.view(np.uint8).tolist() == [1, 0, 1]


def test_text_is_shown_without_control_characters_and_cut():
    assert printable("a\x1b[2J\u202e\ud800b\n", 50) == "a\\x1b[2J\\u202e\\ud800b\\n"
    assert printable("x" * 50, 10) == "x" * 9 + "…"


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8)
KEYS = st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.tuples(st.integers(), st.text(max_size=2))
ARRAYS = hnp.arrays(
    st.sampled_from([np.dtype(d) for d in sorted(DTYPES)]),
    hnp.array_shapes(min_dims=0, min_side=0, max_side=3),
)
VALUES = st.recursive(
    SCALARS | ARRAYS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.lists(inner, max_size=4).map(tuple) | st.dictionaries(KEYS, inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(VALUES)
def test_whatever_is_plain_arrives_as_it_was_also_through_json(value):
    packer = Packer()
    tree = json.loads(json.dumps(packer.pack(value)))
    assert exactly(Unpacker(packer.buffers).unpack(tree), value)


BODIES = st.recursive(
    SCALARS | st.sampled_from(["<f8", "|b1", "<i8", "|O", 0, 1, 2**70]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["t", "d", "a", "s", "o", "h", "c", "?"]), inner, max_size=2)
        | inner.map(lambda body: {"d": [[body, 1]]})
        | inner.map(lambda body: {"s": [body]})
        | st.tuples(
            st.sampled_from(["<f8", "|b1"]),
            st.lists(st.integers(-1, 3) | st.just(2**39), max_size=3),
            st.integers(-1, 2),
        ).map(lambda parts: {"a": list(parts)})
    ),
    max_leaves=10,
)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(BODIES)
def test_a_forged_tree_is_either_a_plain_value_or_refused(tree):
    try:
        value = Unpacker([b"\0" * 8, b""]).unpack(tree)
    except NotPlain:
        return
    json.dumps(Packer().pack(value))  # what was let in is plain
