"""Grades scaled_dot_product. Not checked: speed, memory, the wording of errors, integer input."""

import numpy as np

from graders.kit import check, points

NAMES = ("output", "weights")


def numbers(*shape, step=1.0):
    """Numbers between -2 and 2 in no order, the same each time."""
    return 2 * np.sin(np.arange(1.0, np.prod(shape) + 1) ** 2 * step).reshape(shape)


def compare(student, reference, *given, only=NAMES):
    expected = dict(zip(NAMES, reference.scaled_dot_product(*given), strict=True))
    got = dict(zip(NAMES, check.unpack(student.scaled_dot_product(*given), 2, NAMES), strict=True))
    for name in only:
        check.array(got[name], expected[name], what=name)
    return got["weights"]


@points(1.5)
def test_the_weights_are_the_softmax_of_the_scaled_scores_over_the_keys(student, reference):
    for queries, keys in (
        ([[1.0]], [[0.0], [1.0]]),
        ([[1.0], [2.0]], [[0.0], [1.0]]),
        (np.array([[1.0] * 4, [0.0] * 4]), np.array([[0.0] * 4, [1.0] * 4])),
        (numbers(3, 2), numbers(2, 2, step=2.0)),
        (numbers(2, 5), numbers(4, 5, step=2.0)),
        (numbers(3, 3), numbers(3, 3, step=2.0)),
        (numbers(4, 6), numbers(1, 6)),
    ):
        values = numbers(len(keys), 3)
        compare(student, reference, np.array(queries), np.array(keys), values, only=["weights"])


@points(1)
def test_the_output_is_the_mean_of_the_values_by_these_weights(student, reference):
    for queries, keys, values in (
        (np.zeros((1, 2)), np.zeros((2, 2)), np.array([[1.0], [2.0]])),
        (np.array([[1.0]]), np.array([[0.0], [1.0]]), np.array([[10.0, 0.0], [20.0, 4.0]])),
        (numbers(3, 2), numbers(3, 2, step=2.0), np.eye(3)),
        (numbers(2, 3), numbers(3, 3, step=2.0), numbers(3, 3, step=3.0)),
        (numbers(4, 3), numbers(2, 3, step=2.0), numbers(2, 5)),
        (numbers(2, 4), numbers(5, 4, step=2.0), numbers(5, 1)),
    ):
        compare(student, reference, queries, keys, values)


@points(1.5)
def test_a_masked_key_weighs_exactly_nothing_and_the_others_share_one(student, reference):
    for mask in (
        [[True]],
        [[True, True]],
        [[False, True]],
        [[True, False], [True, True]],
        [[True, True], [False, True]],
        [[True, False], [True, False]],
        [[True, False, True, True]],
        np.tri(3),
        [[False, True, True], [True, False, False]],
        1 - np.eye(4),
    ):
        mask = np.array(mask, dtype=bool)
        n_queries, n_keys = mask.shape
        given = numbers(n_queries, 3), numbers(n_keys, 3, step=2.0), numbers(n_keys, 2), mask
        weights = compare(student, reference, *given)
        check.that(not weights[~mask].any(), "gave a masked key a weight that is not exactly 0.", "0.0")


@points(1)
def test_every_matrix_under_the_leading_axes_is_a_computation_of_its_own(student, reference):
    for leading in ((1,), (2,), (2, 3), (3, 1, 2)):
        queries, keys = numbers(*leading, 2, 3), numbers(*leading, 4, 3, step=2.0)
        values = numbers(*leading, 4, 5, step=3.0)
        compare(student, reference, queries, keys, values)
        compare(student, reference, queries, keys, values, np.tri(2, 4, dtype=bool))
    square = numbers(3, 3, 3), numbers(3, 3, 3, step=2.0), numbers(3, 3, 3, step=3.0)
    compare(student, reference, *square)
