"""Grades agreement_scores. Not checked: memory, the wording of errors, speed below 200,000 texts."""

import numpy as np

from graders.kit import check, points

TOPICS = np.array(["health", "Football", "money", "cooking", "gardening", "Zebra"])
NUMBERS = np.array([10, 9, -1, 0, 2, 100_000])


def drawn_pairs(rng, count):
    """Groupings that agree more or less, as lists, tuples and arrays, of text and of numbers."""
    for turn in range(count):
        n = int(rng.integers(15, 60))
        a = np.append([0, 1, 2], rng.integers(0, 6, n - 3))
        b = np.where(rng.random(n) < rng.choice([0.0, 0.6, 0.9]), a, rng.integers(0, 5, n))
        as_text, as_numbers = rng.permutation(TOPICS)[a], rng.permutation(NUMBERS)[b]
        yield [
            (as_text.tolist(), as_numbers.tolist()),
            (as_numbers, as_text),
            (tuple(as_numbers.tolist()), rng.permutation(NUMBERS)[a]),
            (as_text, tuple(rng.permutation(TOPICS)[b].tolist())),
        ][turn % 4]


def check_scores(student, reference, a, b):
    check.equal(student.adjusted_rand(a, b), reference.adjusted_rand(a, b))
    got = student.normalized_mutual_information(a, b)
    check.equal(got, reference.normalized_mutual_information(a, b))


@points(0.5)
def test_rows_and_columns_of_the_table_are_sorted(student, reference, rng):
    for a, b in [([10, 9, 9], ["b", "a", "B"]), *drawn_pairs(rng, 12)]:
        check.array(student.contingency_table(a, b), reference.contingency_table(a, b))


@points(1)
def test_the_adjusted_rand_index_of_drawn_groupings_is_right(student, reference, rng):
    for a, b in drawn_pairs(rng, 24):
        check.equal(student.adjusted_rand(a, b), reference.adjusted_rand(a, b))


@points(1)
def test_the_mutual_information_of_drawn_groupings_is_right(student, reference, rng):
    for a, b in [([2, 2, 2, 1], [0, 1, 2, 2]), *drawn_pairs(rng, 24)]:
        got = student.normalized_mutual_information(a, b)
        check.equal(got, reference.normalized_mutual_information(a, b))


@points(0.5)
def test_one_cluster_a_single_text_and_texts_all_alone_have_scores(student, reference):
    for a, b in [
        (["x"], [3]),
        ([0, 1], [5, 5]),
        ([0, 1, 2, 3], [8, 8, 8, 8]),
        (("u", "u", "u", "v"), np.array([0, 0, 0, 0])),
        (np.array([2, 2, 2, 2]), np.array([0, 0, 0, 0])),
        ([0, 1, 2, 3], ["d", "c", "b", "a"]),
        ([0, 1, 2, 3], [0, 0, 1, 2]),
    ]:
        check_scores(student, reference, a, b)


@points(1, deadline=20)
def test_two_hundred_thousand_texts_are_no_problem(student, reference):
    rng = np.random.default_rng(42)  # the same for all, so that the reference counts them once
    a = rng.integers(-1, 3, 200_000)
    b = np.where(rng.random(200_000) < 0.7, a, rng.integers(0, 5, 200_000))
    check_scores(student, reference, a[:200], b[:200])
    check.array(student.contingency_table(a, b), reference.contingency_table(a, b))
    check_scores(student, reference, a, b)


@points(0.5)
def test_every_function_refuses_bad_input_in_lists_tuples_and_arrays(student, reference):
    a, b = ("u", "v", "v", "u"), (0, 1, 1, 0)
    for name in ("contingency_table", "adjusted_rand", "normalized_mutual_information"):
        function = getattr(student, name)
        check.equal(function(a, b), getattr(reference, name)(a, b))
        for one, other in [
            (a, b[:3]),
            (list(a), [*b, 1]),
            (np.array(a[:3]), np.array(b)),
            (a, []),
            ((), b),
            ((0, 0), (1,)),
            ([1], [0, 0, 0]),
            ((), ()),
            (np.array([], dtype=int), np.array([], dtype=int)),
        ]:
            check.raises(ValueError, function, one, other)


@points(0.5)
def test_arguments_are_left_as_they_were(student, reference):
    a, b = [3, 1, 3, 2, 2], ["q", "p", "q", "r", "r"]
    for one, other in [(a, b), (np.array(a), np.array(b))]:
        for name in ("contingency_table", "adjusted_rand", "normalized_mutual_information"):
            got = getattr(student, name)(one, other)
            check.unchanged(student)
            check.equal(got, getattr(reference, name)(one, other))
