"""The bank: a failing answer is named after the wrong solution that gives the same answers, and after no other."""

from pathlib import Path

import numpy as np
import pytest

from graders.kit import check
from graders.kit.bank import Bank, explanation, same_answer, same_value
from graders.kit.catalog import Exercise
from graders.kit.reference import Memory, answered_by
from graders.kit.running import Draw, run_test
from graders.kit.tests import make_test, points
from graders.sandbox.answer import Lost, Raised, Returned
from graders.sandbox.session import DeskSession
from graders.sandbox.source import Source
from graders.sandbox.values import Opaque

ADA, BEN = Draw(b"key", "ada"), Draw(b"key", "ben")
RIGHT = "def f(x): return 2 * x"
MISTAKES = {
    "absolute": "def f(x): return 2 * abs(x)",
    "int_only": "def f(x):\n    if not isinstance(x, int): raise TypeError('an int, please')\n    return 2 * x",
    "squared": "def f(x): return x * x",
    "tripled": "def f(x): return 3 * x",
    "tripled_when_large": "def f(x): return 3 * x if x > 2 else 2 * x",
}


class Fake(Exercise):
    """An exercise whose parts lie in a temporary folder."""

    where: Path

    @property
    def folder(self):
        return self.where


@points(1)
def small_numbers(student, reference):
    for x in (0, 1, 2):
        check.equal(student.f(x), reference.f(x))


@points(1)
def large_numbers(student, reference):
    for x in (4, 10):
        check.equal(student.f(x), reference.f(x))


@points(1)
def negative_numbers(student, reference):
    for x in (-1, -2):
        check.equal(student.f(x), reference.f(x))


@points(1)
def fractions(student, reference):
    check.equal(student.f(0.75), reference.f(0.75))


@points(1)
def drawn_numbers(student, reference, rng):
    x = int(rng.integers(10, 10**6))
    check.equal(student.f(x), reference.f(x))


TESTS = (small_numbers, large_numbers, negative_numbers, fractions, drawn_numbers)


@pytest.fixture
def graded(tmp_path):
    """Grade a hand-in and have its failures explained."""
    folder = tmp_path / "mistakes"
    folder.mkdir()
    for slug, code in MISTAKES.items():
        (folder / f"{slug}.py").write_text(f'"""It is {slug}."""\n{code}\n')
    exercise = Fake("fake", "attention", "Fake", 10.0)
    object.__setattr__(exercise, "where", tmp_path)
    reference = answered_by(DeskSession(Source("fake_reference", (RIGHT,), "reference.py")), Memory())
    bank = Bank(exercise, reference)

    def grade(code, tests=TESTS, draw=ADA):
        session = DeskSession(Source("fake_hand_in", (code,), "fake.py"), theirs=True)
        made = [make_test(exercise, test, hidden=test is drawn_numbers) for test in tests]
        verdicts = [run_test(test, session, reference, draw) for test in made]
        bank.explain(verdicts, draw)
        return {v.test.name: v for v in verdicts}

    return grade


def slugs(verdicts):
    return {name: v.slug for name, v in verdicts.items() if v.outcome != "passed"}


@pytest.mark.parametrize("slug", MISTAKES)
def test_each_mistake_is_recognised_in_every_test_it_fails(graded, slug):
    named = slugs(graded(MISTAKES[slug]))
    assert named
    assert set(named.values()) == {slug}


def test_a_hand_in_written_otherwise_with_the_same_answers_has_the_same_mistake(graded):
    verdicts = graded("def f(x):\n    total = 0.0\n    for _ in range(3): total += x\n    return total")
    assert verdicts["fractions"].slug == "tripled"
    assert verdicts["fractions"].likely == "it is tripled"
    assert verdicts["fractions"].read == "exercises/attention/README.md#fake-tripled"
    assert "  likely    it is tripled" in verdicts["fractions"].message.splitlines()


def test_a_right_answer_is_never_explained(graded):
    for code in (RIGHT, "def f(x): return x + x"):
        verdicts = graded(code)
        assert all(v.outcome == "passed" for v in verdicts.values())
        assert all(v.slug is v.likely is v.read is None for v in verdicts.values())


def test_a_passed_test_of_a_hand_in_with_a_mistake_is_not_explained(graded):
    verdicts = graded(MISTAKES["absolute"])
    assert verdicts["small_numbers"].outcome == "passed"
    assert verdicts["small_numbers"].slug is None
    assert verdicts["negative_numbers"].slug == "absolute"


def test_an_answer_of_its_own_has_no_name(graded):
    assert set(slugs(graded("def f(x): return 2 * x + 1")).values()) == {None}
    assert set(slugs(graded("def f(x): raise KeyError(x)")).values()) == {None}


def test_an_answer_that_is_like_a_mistake_at_first_and_differs_where_it_fails_has_no_name(graded):
    code = "def f(x): return 3 * x if x == 0 else 4 * x"
    assert slugs(graded(code, [small_numbers])) == {"small_numbers": None}


def test_a_raised_error_is_like_a_mistakes_only_with_its_type_and_text(graded):
    raising = "def f(x):\n    if x % 1: raise {}\n    return 2 * x"
    assert slugs(graded(raising.format("TypeError('an int, please')"))) == {"fractions": "int_only"}
    assert slugs(graded(raising.format("ValueError('an int, please')"))) == {"fractions": None}


def test_what_has_no_answer_is_not_explained(graded):
    verdicts = graded("def f(x): raise NotImplementedError")
    assert set(slugs(verdicts).values()) == {None}
    assert set(slugs(graded("def g(x): return 3 * x")).values()) == {None}


def test_of_mistakes_that_fit_equally_the_one_that_agrees_on_the_other_tests_is_named(graded):
    # `tripled` and `tripled_when_large` answer alike for large numbers
    assert slugs(graded(MISTAKES["tripled_when_large"]))["large_numbers"] == "tripled_when_large"
    assert slugs(graded(MISTAKES["tripled"]))["large_numbers"] == "tripled"
    # nothing else to go by: the first by name
    assert slugs(graded(MISTAKES["tripled_when_large"], [large_numbers])) == {"large_numbers": "tripled"}


def test_the_mistake_that_explains_most_failures_is_named_first_and_others_name_the_rest(graded):
    code = "def f(x): return 3 * x if x > 2 else 2 * abs(x)"
    named = slugs(graded(code))
    assert named["large_numbers"] == named["drawn_numbers"] == "tripled_when_large"
    assert named["negative_numbers"] == "absolute"


def test_a_mistake_that_fails_where_the_hand_in_passes_is_not_named(graded):
    code = "def f(x): return x * x if x in (4, 10) else 2 * x"
    assert slugs(graded(code, [large_numbers])) == {"large_numbers": "squared"}  # nothing speaks against it
    assert slugs(graded(code, [small_numbers, large_numbers])) == {"large_numbers": None}
    code = "def f(x): return 3 * x if x > 3 or x < -1 else 2 * x"  # `tripled` fails the small numbers, this does not
    assert slugs(graded(code))["large_numbers"] == "tripled_when_large"


def test_drawn_inputs_are_drawn_for_the_mistakes_as_for_the_student(graded):
    for draw in (ADA, BEN, ADA):
        assert slugs(graded(MISTAKES["squared"], [drawn_numbers], draw)) == {"drawn_numbers": "squared"}


def test_a_callback_counts_afresh_for_each_wrong_solution(graded, tmp_path):
    (tmp_path / "mistakes" / "asks_twice.py").write_text('"""It asks twice."""\ndef f(ask): return ask() and ask()\n')

    @points(1)
    def asks_once(student):
        calls = []

        def ask():
            calls.append(1)
            return len(calls)

        check.equal(student.f(ask), 1)

    for _ in range(2):
        assert slugs(graded("def f(ask):\n    ask()\n    return ask()", [asks_once])) == {"asks_once": "asks_twice"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (1, 1, True),
        (1, 1.0, True),
        (1.0, 1.0 + 1e-9, True),
        (1.0, 1.001, False),
        (True, 1, False),
        (0, False, False),
        (None, None, True),
        (None, 0, False),
        (float("nan"), float("nan"), True),
        (float("nan"), 0.0, False),
        ("a", "a", True),
        ("1", 1, False),
        ([1, 2], (1, 2), True),
        ([1, 2], np.array([1, 2]), True),
        ([1, 2], [1, 2, 3], False),
        ([1, 2], [2, 1], False),
        ({"a": [1]}, {"a": (1.0,)}, True),
        ({"a": 1}, {"b": 1}, False),
        (np.eye(2), np.eye(2), True),
        (np.eye(2), np.eye(3), False),
        (np.eye(2, dtype=bool), np.eye(2, dtype=int), False),
        (np.eye(2), np.eye(2) * 1.01, False),
        (np.full((2, 2), np.nan), np.full((2, 2), np.nan), True),
        (np.array(["a", "b"]), ["a", "b"], True),
        (Opaque("set"), Opaque("set"), True),
        (Opaque("set"), Opaque("list"), False),
    ],
    ids=str,
)
def test_values_are_the_same_but_for_rounding_and_for_list_tuple_or_array(one, other, same):
    assert same_value(one, other) is same
    assert same_value(other, one) is same
    assert same_answer(Returned(one), Returned(other)) is same


def test_a_lost_call_is_like_no_other():
    lost = Lost("crashed", "why")
    assert not same_answer(lost, lost)
    assert not same_answer(Returned(1), Raised("ValueError", (), ""))


@pytest.mark.parametrize(
    ("docstring", "told"),
    [
        ("The mask is transposed: it shows the future.", "the mask is transposed: it shows the future"),
        ("A token may not see itself.\n\n    Why it happens.", "a token may not see itself"),
        ("NaN is counted.", "NaN is counted"),
        ("", ""),
    ],
)
def test_a_mistake_is_told_in_the_first_line_of_its_docstring(tmp_path, docstring, told):
    path = tmp_path / "slug.py"
    path.write_text(f'"""{docstring}"""\n' if docstring else "x = 1\n")
    assert explanation(path) == told
