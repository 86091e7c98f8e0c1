"""Grades agreement_scores. Not checked: memory, the wording of errors, speed below 200,000 texts."""

import numpy as np

from graders.kit import check, points

FUNCTIONS = ("contingency_table", "adjusted_rand", "normalized_mutual_information")
TOPICS = np.array(["health", "Football", "money", "cooking", "gardening", "Zebra"])
NUMBERS = np.array([10, 9, -1, 0, 2, 100_000, 33])


def drawn_pairs(rng, count):
    """Groupings that agree partly: as lists, tuples and arrays, as text and as numbers, of 3 to 6 values."""
    for turn in range(count):
        n = int(rng.integers(12, 60))
        a = np.concatenate([np.arange(3), rng.integers(0, int(rng.integers(3, 7)), n)])
        b = np.where(rng.random(n + 3) < rng.choice([0.0, 0.6, 0.9]), a, rng.integers(0, 5, n + 3))
        known, found = TOPICS[a], rng.permutation(NUMBERS)[b]
        yield [
            (known.tolist(), found.tolist()),
            (found, known),
            (tuple(found.tolist()), rng.permutation(NUMBERS)[a]),
            (known, tuple(TOPICS[b].tolist())),
        ][turn % 4]


def check_scores(student, reference, a, b):
    check.equal(student.adjusted_rand(a, b), reference.adjusted_rand(a, b))
    got = student.normalized_mutual_information(a, b)
    check.equal(got, reference.normalized_mutual_information(a, b))


@points(0.5)
def test_rows_and_columns_of_the_table_are_sorted(student, reference, rng):
    check.array(student.contingency_table([10, 9, 9], ["b", "a", "B"]), [[0, 1, 0], [0, 0, 1]][::-1] + [])
    for a, b in drawn_pairs(rng, 12):
        check.array(student.contingency_table(a, b), reference.contingency_table(a, b))


@points(1)
def test_the_adjusted_rand_index_of_drawn_groupings_is_right(student, reference, rng):
    for a, b in drawn_pairs(rng, 24):
        check.equal(student.adjusted_rand(a, b), reference.adjusted_rand(a, b))


@points(1)
def test_the_mutual_information_of_drawn_groupings_is_right(student, reference, rng):
    for a, b in drawn_pairs(rng, 24):
        got = student.normalized_mutual_information(a, b)
        check.equal(got, reference.normalized_mutual_information(a, b))
