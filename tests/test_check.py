"""The checks: each passes what it must, fails what it must, and says so in a few plain lines."""

import re

import numpy as np
import pytest

from graders.kit import check
from graders.kit.calls import Call, NoAnswer, Student
from graders.kit.catalog import Exercise
from graders.kit.findings import MAX_LINES, WIDTH, Finding, Wrong, render, show, show_call
from graders.kit.running import Verdict
from graders.kit.tests import make_test
from graders.sandbox.answer import Effects, Lost, Raised, Returned
from graders.sandbox.values import Handle, Opaque

NAN, INF = float("nan"), float("inf")
FAKE = Exercise("fake", "attention", "Fake", 10.0)


def finding_of(function, *args, **kwargs):
    with pytest.raises(Wrong) as caught:
        function(*args, **kwargs)
    return caught.value.finding


def message_of(function, *args, **kwargs):
    finding = finding_of(function, *args, **kwargs)
    test = make_test(FAKE, lambda student: None, hidden=False)
    return Verdict(test, "wrong", [], Call("f", (3,), {}), finding).message


SAME = [
    (None, None),
    (True, True),
    (3, 3),
    ("a", "a"),
    (1.0, 1.0),
    (0, 0.0),
    (1, 1.0),
    (1.0 + 1e-7, 1.0),
    (1e-10, 0.0),
    (NAN, NAN),
    (INF, INF),
    ([], []),
    ([1, 2], [1, 2]),
    ((1, 2), [1, 2]),
    ([1, 2], (1, 2)),
    (np.array([1, 2]), [1, 2]),
    (np.array(["a", "b"]), ["a", "b"]),
    (["a", "b"], np.array(["a", "b"])),
    ([(0, 1), (2, 3)], [[0, 1], [2, 3]]),
    ([[0, 1]], [(0, 1)]),
    ([np.array([1, 2])], [[1, 2]]),
    (np.array([0.5, 1.0]), [0.5, 1.0]),
    ({"a": 1, "b": [1.0]}, {"b": [1.0], "a": 1}),
    ({}, {}),
    ({("a", 1): None}, {("a", 1): None}),
    (np.zeros((2, 2)), np.zeros((2, 2))),
    ({"x": np.zeros(2)}, {"x": np.zeros(2)}),
]


@pytest.mark.parametrize(("got", "expected"), SAME, ids=str)
def test_equal_passes_the_expected_value_in_each_form_it_may_have(got, expected):
    check.equal(got, expected)


DIFFERENT = [
    (True, 1, "type"),
    (1, True, "type"),
    (False, 0, "type"),
    (True, 1.0, "type"),
    (2, 2.0, "type"),
    (1.0, 1, "type"),
    ("1", 1, "type"),
    (1, "1", "type"),
    (1.0 + 1e-5, 1.0, "value"),
    (1e-8, 0.0, "value"),
    (NAN, 1.0, "value"),
    (1.0, NAN, "value"),
    (INF, 1e308, "value"),
    (-INF, INF, "value"),
    (None, 1, "value"),
    (1, None, "value"),
    ([], None, "value"),
    ("a", "b", "value"),
    ("a ", "a", "value"),
    (3, 4, "value"),
    (True, False, "value"),
    ([1, 2], [2, 1], "values"),
    ([1], [1, 1], "length"),
    ([], [1], "length"),
    ("ab", ["a", "b"], "type"),
    ({"a": 1}, ["a"], "type"),
    (np.zeros((2, 1)), [0.0, 0.0], "type"),
    (np.array(1), [1], "type"),
    (1, [1], "type"),
    ([[1, 2]], [1, 2], "length"),
    ([True, 0], [1, 0], "type"),
    ([1.5, "x"], [1.5, 2.0], "type"),
    ({}, {"a": 1}, "keys"),
    ({"a": 1, "b": 2}, {"a": 1}, "keys"),
    ({1: 1}, {"1": 1}, "keys"),
    ([("a", 1)], {"a": 1}, "type"),
    ({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]}, "values"),
    (Opaque("generator"), [1], "type"),
    (Opaque("set"), {"a": 1}, "type"),
    (Opaque("ValueError"), 1.0, "type"),
    (Opaque("Same"), Opaque("Other"), "value"),
    (Opaque("Same"), None, "value"),
    ([Opaque("tensor")], [1.0], "type"),
    ([0.0, 0.0], np.zeros(2), "type"),
    (np.zeros(2), np.zeros((2, 1)), "shape"),
]


@pytest.mark.parametrize(("got", "expected", "fault"), DIFFERENT, ids=str)
def test_equal_fails_everything_else_and_names_the_kind_of_fault(got, expected, fault):
    finding = finding_of(check.equal, got, expected)
    assert fault in finding.kind.rstrip(".").split()
    assert finding.headline.startswith("returned")
    assert finding.expected
    assert finding.got


def test_the_order_of_keys_counts_where_it_is_asked_for():
    got, expected = {"b": 1, "a": 2}, {"a": 2, "b": 1}
    check.equal(got, expected)
    check.equal(expected, expected, ordered=True)
    assert "order" in finding_of(check.equal, got, expected, ordered=True).kind


def test_tolerances_can_be_set_and_are_relative_to_what_is_expected():
    check.equal(101.0, 100.0, rtol=0.011)
    check.equal(0.05, 0.0, atol=0.1)
    check.equal([1.00009], [1.0], tolerance=check.MODEL)
    for got, settings in (
        (102.0, {"rtol": 0.011}),
        (101.0, {"atol": 0.1}),
        (100.02, {"tolerance": check.MODEL}),
    ):
        finding_of(check.equal, got, 100.0, **settings)


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (np.zeros(3), np.zeros(3)),
        (np.zeros(3), [0.0, 0.0, 0.0]),
        (np.array([1, 2], dtype=np.int32), np.array([1, 2])),
        (np.array([1, 2], dtype=np.uint8), np.array([1, 2])),
        (np.array([True]), np.array([True])),
        (np.ones(2, dtype=np.float32), np.ones(2)),
        (np.ones(2, dtype=np.float32) * (1 + 5e-5), np.ones(2)),
        (np.ones(2) * (1 + 5e-7), np.ones(2)),
        (np.array([NAN, INF]), np.array([NAN, INF])),
        (np.zeros((0, 3)), np.zeros((0, 3))),
        (np.array(2.0), np.array(2.0)),
        (np.array(["a", "b"]), np.array(["a", "b"])),
    ],
    ids=str,
)
def test_array_passes_an_array_of_that_kind_shape_and_content(got, expected):
    check.array(got, expected)


@pytest.mark.parametrize(
    ("got", "expected", "fault"),
    [
        ([0.0, 0.0], np.zeros(2), "type"),
        ((0.0, 0.0), np.zeros(2), "type"),
        (0.0, np.zeros(()), "type"),
        (None, np.zeros(2), "type"),
        (True, np.array([True]), "type"),
        (Opaque("Tensor"), np.zeros(2), "type"),
        (np.zeros(()), np.zeros(2), "shape"),
        (np.zeros(1), np.zeros(2), "shape"),
        (np.zeros((1, 2)), np.zeros(2), "shape"),
        (np.zeros((2, 1)), np.zeros((1, 2)), "shape"),
        (np.array([]), np.zeros(2), "shape"),
        (np.array([]), np.zeros((0, 2)), "shape"),
        (np.array([1, 0]), np.array([True, False]), "dtype"),
        (np.array([1.0, 0.0]), np.array([1, 0]), "dtype"),
        (np.array([True, False]), np.array([1.0, 0.0]), "dtype"),
        (np.array([1, 0]), np.array([1.0, 0.0]), "dtype"),
        (np.array(["1"]), np.array([1]), "dtype"),
        (np.array([1 + 0j]), np.array([1.0]), "dtype"),
        (np.array([1.0, NAN]), np.array([1.0, 2.0]), "finite"),
        (np.array([1.0, INF]), np.array([1.0, 2.0]), "finite"),
        (np.full(2, NAN), np.zeros(2), "finite"),
        (np.array([1.0, 2.0]), np.array([1.0, NAN]), "values"),
        (np.array([1.0, 2.1]), np.array([1.0, 2.0]), "values"),
        (np.ones(2) * (1 + 5e-5), np.ones(2), "values"),
        (np.ones(2, dtype=np.float32) * 1.001, np.ones(2), "values"),
        (np.array([1, 2]), np.array([2, 1]), "values"),
        (np.array(["a"]), np.array(["b"]), "values"),
    ],
    ids=str,
)
def test_array_fails_type_shape_dtype_finiteness_and_value_in_that_order(got, expected, fault):
    assert fault in finding_of(check.array, got, expected).kind.rstrip(".").split()


def test_a_complex_array_is_compared_as_one():
    check.array(np.array([1 + 2j]), np.array([1 + 2j]))
    assert "values" in finding_of(check.array, np.array([1 + 2j]), np.array([1 + 3j])).kind


def test_an_unsigned_array_and_a_signed_one_differ_where_their_values_do():
    finding_of(check.array, np.array([2**64 - 1], dtype=np.uint64), np.array([-1]))


@pytest.mark.parametrize(
    "got", [None, 1, [1, 2], (1,), (1, 2, 3), np.zeros(2), {"a": 1, "b": 2}, Opaque("zip")], ids=str
)
def test_unpack_demands_a_tuple_of_that_length(got):
    assert check.unpack((1, 2), 2) == (1, 2)
    finding = finding_of(check.unpack, got, 2, ("classes", "centroids"))
    assert finding.expected == "a tuple of 2 (classes, centroids)"


def test_a_partition_may_number_its_groups_as_it_likes():
    expected = [0, 0, 1, 2, 2]
    for got in ([0, 0, 1, 2, 2], [7, 7, -1, 3, 3], [2, 2, 1, 0, 0]):
        check.partition(np.array(got), expected)


@pytest.mark.parametrize(
    "got",
    [
        np.array([0, 0, 1, 1, 1]),
        np.array([0, 1, 2, 3, 3]),
        np.array([0, 0, 0, 0, 0]),
        np.array([0, 1, 1, 2, 2]),
        np.array([0, 0, 1, 2]),
        np.array([0.0, 0.0, 1.0, 2.0, 2.0]),
        np.array([[0, 0, 1, 2, 2]]),
        np.array([False, False, True, True, True]),
        [0, 0, 1, 2, 2],
        None,
        np.array([]),
    ],
    ids=str,
)
def test_a_partition_of_other_groups_or_another_form_fails(got):
    finding_of(check.partition, got, [0, 0, 1, 2, 2])


class FakeSession:
    """Gives one answer to every call."""

    def __init__(self, answer):
        self.answer = answer

    def call(self, *call, **settings):
        return self.answer

    def renew(self):
        pass

    def close(self):
        pass


def student(answer):
    return Student(FakeSession(answer))


def test_raises_passes_the_error_and_its_subclasses():
    for answer in (
        Raised("ValueError", ("ValueError", "Exception"), "no"),
        Raised("Mine", ("ValueError",), "no"),
    ):
        check.raises(ValueError, student(answer).f, 1)


@pytest.mark.parametrize(
    ("answer", "headline"),
    [
        (Returned(None), "did not raise"),
        (Returned(Opaque("ValueError")), "did not raise"),
        (Raised("TypeError", ("TypeError", "Exception"), "no"), "wrong error"),
        (Raised("ValueError", (), "a class of that name only"), "wrong error"),
    ],
)
def test_raises_fails_a_value_and_another_error(answer, headline):
    assert headline in finding_of(check.raises, ValueError, student(answer).f, 1).headline


@pytest.mark.parametrize(
    "answer",
    [
        Lost("timed out", "too long"),
        Raised("NotImplementedError", ("NotImplementedError", "RuntimeError"), ""),
    ],
)
def test_raises_takes_no_answer_and_a_stub_for_what_they_are(answer):
    with pytest.raises(NoAnswer):
        check.raises(RuntimeError, student(answer).f)


def test_raises_demands_a_name_in_the_message_where_it_is_asked_for():
    answer = Raised("ValueError", ("ValueError",), "Cached must be positive")
    check.raises(ValueError, student(answer).f, names="cached")
    assert "message" in finding_of(check.raises, ValueError, student(answer).f, names="lengths").kind


def test_that_demands_a_condition_and_says_what_it_is_told_to():
    check.that(True, "is wrong.")
    finding = finding_of(check.that, False, "called the model too often.", expected="at most 4", got="5")
    assert finding == Finding("called the model too often", "called the model too often.", "at most 4", "5")


@pytest.mark.parametrize(
    ("effects", "words"),
    [
        (Effects(arguments=("weights",)), "weights"),
        (Effects(random_state=True), "random state"),
        (Effects(model_mode=True), "mode"),
    ],
)
def test_unchanged_demands_that_the_last_call_changes_nothing(effects, words):
    clean, dirty = student(Returned(1)), student(Returned(1, effects))
    clean.f()
    check.unchanged(clean)
    dirty.f()
    assert words in finding_of(check.unchanged, dirty).headline


def test_unchanged_needs_an_answer_to_be_sure():
    asked = student(Returned(1))
    asked.f()
    asked._session.answer = Lost("crashed", "it ended the process")
    with pytest.raises(NoAnswer):
        check.unchanged(asked)


def test_a_message_tells_the_call_the_fault_and_what_was_expected_and_got():
    got = np.tri(3, dtype=bool).T
    assert message_of(check.array, got, np.tri(3, dtype=bool)).splitlines() == [
        "f(3) returned the wrong values.",
        "  expected  bool array (3, 3)",
        "  got       bool array (3, 3); 6 of 9 entries differ, first at [0, 1]: True, expected False",
    ]
    assert message_of(check.equal, 1.23456789, 2.0, what="largest_leak").splitlines() == [
        "f(3) returned the wrong value for largest_leak.",
        "  expected  2.0",
        "  got       1.235",
    ]
    assert message_of(check.equal, {"a": 1}, {"b": 1}).splitlines() == [
        "f(3) returned a dict with the wrong keys.",
        "  expected  keys 'b'",
        "  got       lacks 'b'; has 'a' besides",
    ]


def test_at_most_three_differences_are_told_and_the_rest_counted():
    message = message_of(check.equal, list(range(100)), [0, *range(2, 101)])
    assert len(re.findall(r"at \[\d+\] ", message)) == 3
    assert "99 differences in all" in message


BIG = [
    ("x" * 10_000, "y" * 10_000),
    (["word " * 50] * 200, ["other " * 50] * 200),
    ({f"key {i}" * 20: i for i in range(300)}, {i: i for i in range(300)}),
    ({i: "a" * i for i in range(300)}, {i: "b" * i for i in range(300)}),
    (np.zeros((50, 60, 70)), np.ones((50, 60, 70))),
    (np.array([1.23456789e-30]), np.array([9.87654321e30])),
    ([[[[list(range(50))]]]] * 50, [[[[list(range(51))]]]] * 50),
    ("\x1b[2J\n\n\n" * 500, ""),
    (Opaque("x" * 60), [1] * 500),
    ("a" * 400, ["b" * 400] * 40),
]


@pytest.mark.parametrize(("got", "expected"), BIG, ids=range(len(BIG)))
def test_a_message_is_at_most_twelve_lines_of_a_hundred_columns_whatever_came(got, expected):
    message = message_of(check.equal, got, expected, what="the part of it with a rather long name")
    lines = message.splitlines()
    assert len(lines) <= MAX_LINES == 12
    assert max(map(len, lines)) <= WIDTH == 100
    assert "\x1b" not in message
    assert [line for line in lines if line.startswith("  expected")]
    assert [line for line in lines if line.startswith("  got")]


def test_numbers_are_shown_with_four_significant_digits_and_text_is_cut():
    assert show(3.14159265) == "3.142"
    assert show(1.23456789e-12) == "1.235e-12"
    assert show(2.0) == "2.0"
    assert show([0.123456, 2]) == "[0.1235, 2]"
    assert show("x" * 500).endswith("…")
    assert len(show("x" * 500, 300)) <= 300
    assert show(np.zeros((40, 3))) == "float64 array (40, 3)"
    assert show(np.array([1, 2])) == "array([1, 2])"
    assert show((1,)) == "(1,)"
    assert show(list(range(100))).startswith("[0, 1, 2, ")
    assert show(list(range(100))).endswith(", … 100 in all]")
    assert show({"a": True}) == "{'a': True}"
    assert show(Opaque("generator")) == "<generator>"
    assert show(Handle("model", "tiny-gpt2")) == "<model tiny-gpt2>"
    assert show(None) == "None"


@pytest.mark.parametrize(
    "value", [NAN, INF, -INF, 1e300, 10**400, [NAN], np.array([NAN]), {}, (), [], np.array([])], ids=str
)
def test_every_value_can_be_shown_in_a_line(value):
    assert "\n" not in show(value)
    assert len(show(value)) <= 80


def test_a_call_is_shown_as_it_is_written_so_that_it_can_be_made_again():
    assert show_call("f", (3, "a"), {"k": None}) == "f(3, 'a', k=None)"
    reply = "The first is a recipe; the second, on which I am less sure, is about pruning roses in spring."
    assert show_call("f", (reply, ["cooking", "gardening"]), {}) == f"f({reply!r}, ['cooking', 'gardening'])"
    rows = np.arange(12.0).reshape(6, 2)
    assert show_call("f", (rows, 2), {}).startswith("f(array([[0.0, 1.0], [2.0, 3.0], ")


def test_a_long_call_is_cut():
    long = show_call("f", tuple("word" * 30 for _ in range(20)), {})
    assert len(long) <= 200
    assert long.endswith("…)")


def test_what_is_likely_and_where_to_read_stay_however_long_the_rest_is():
    rows = [(label, "word " * 500) for label in ("expected", "got", "note", "at", "at")]
    lines = render("headline " * 100, rows, "likely " * 100, "exercises/attention/README.md#a-b").splitlines()
    assert len(lines) == MAX_LINES
    assert lines[-1] == "  read      exercises/attention/README.md#a-b"
    assert any(line.startswith("  likely    ") for line in lines)
