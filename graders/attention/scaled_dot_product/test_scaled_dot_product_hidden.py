"""Grades scaled_dot_product. Not checked: speed, memory, the wording of errors, integer input."""

import numpy as np

from graders.kit import check, points

NAMES = ("output", "weights")


def compare(student, reference, *given, **named):
    expected = reference.scaled_dot_product(*given, **named)
    got = check.unpack(student.scaled_dot_product(*given, **named), 2, NAMES)
    for name, array, right in zip(NAMES, got, expected, strict=True):
        check.array(array, right, what=name)
    return got[1]


def draw(rng, leading=()):
    """Queries, keys and values of which no two sizes are the same, or one the square root of another."""
    n_queries, n_keys, dim, value_dim = (int(n) for n in rng.permutation([2, 3, 5, 6, 7])[:4])
    shapes = (n_queries, dim), (n_keys, dim), (n_keys, value_dim)
    return [rng.normal(scale=1.5, size=(*leading, *shape)) for shape in shapes]


def draw_mask(rng, shape):
    """A mask that hides about half of the keys, and at least one from each query, but never all."""
    order = rng.permuted(np.broadcast_to(np.arange(shape[-1]), shape), axis=-1)
    return order < rng.integers(1, shape[-1], size=(*shape[:-1], 1))


@points(1)
def test_arrays_of_any_size_with_and_without_a_mask(student, reference, rng):
    for leading in ((), (2,), (2, 3), (1, 2, 2)):
        queries, keys, values = draw(rng, leading)
        compare(student, reference, queries, keys, values)
        compare(student, reference, queries=queries, keys=keys, values=values, mask=None)
        mask = draw_mask(rng, (*leading, queries.shape[-2], keys.shape[-2]))
        weights = compare(student, reference, queries, keys, values, mask=mask)
        check.that(not weights[~mask].any(), "gave a masked key a weight that is not exactly 0.", "0.0")


@points(1)
def test_a_mask_is_broadcast_over_the_axes_it_lacks(student, reference, rng):
    # The axes of a mask: text, head, query, key; 1 where it is the same for all of them.
    for leading, axes in (
        ((), "1k"),
        ((), "k"),
        ((3,), "qk"),
        ((3,), "k"),
        ((3,), "h1k"),
        ((2, 3), "qk"),
        ((2, 3), "t11k"),
        ((2, 3), "1hqk"),
    ):
        queries, keys, values = draw(rng, leading)
        sizes = {"t": 2, "h": 3, "q": queries.shape[-2], "k": keys.shape[-2]}
        mask = draw_mask(rng, tuple(sizes.get(axis, 1) for axis in axes))
        weights = compare(student, reference, queries, keys, values, mask)
        hidden = ~np.broadcast_to(mask, weights.shape)
        check.that(not weights[hidden].any(), "gave a masked key a weight that is not exactly 0.", "0.0")
    compare(student, reference, queries, keys, values, np.ones((sizes["q"], 1), dtype=bool))


@points(1)
def test_scores_as_large_as_ten_thousand_give_finite_weights(student, reference):
    # Every score is a whole number, and exact in float32 too.
    high, low, none = 1e4, -1e4, 0.0
    for scores, mask in (
        ([[high, none]], None),
        ([[high, high]], None),
        ([[high, high - 1]], None),
        ([[low, low]], None),
        ([[low, low + 1]], None),
        ([[high, low]], None),
        ([[high, none], [low, low]], None),
        ([[high, none, none]], [[False, True, True]]),
        ([[low, none, low]], [[True, False, True]]),
        ([[low, none, high]], [[True, False, False]]),
        ([[high, low, low + 1], [none, high, 1.0]], [[False, True, True], [True, False, True]]),
    ):
        # With keys of unit length, 4 long, the scores are half of the queries.
        queries = 2 * np.pad(np.array(scores), [(0, 0), (0, 4 - len(scores[0]))])
        keys = np.eye(4)[: len(scores[0])]
        values = np.arange(1.0, len(keys) + 1)[:, None] * [1.0, -2.0, 0.5]
        given = queries, keys, values, None if mask is None else np.array(mask)
        compare(student, reference, *given)
    heads = np.array([high, low])[:, None, None]
    compare(student, reference, heads, np.ones((2, 3, 1)), np.ones((2, 3, 2)))


@points(1)
def test_arrays_that_do_not_fit_are_refused(student, reference, rng):
    for leading in ((), (2,)):
        for query_dim, key_dim in ((2, 3), (3, 2), (1, 3), (3, 1)):
            queries = rng.normal(size=(*leading, 4, query_dim))
            keys, values = rng.normal(size=(*leading, 5, key_dim)), rng.normal(size=(*leading, 5, 2))
            check.raises(ValueError, student.scaled_dot_product, queries, keys, values)
        for n_keys, n_values in ((4, 3), (3, 4), (1, 3), (3, 1)):
            queries, keys = rng.normal(size=(*leading, n_values, 2)), rng.normal(size=(*leading, n_keys, 2))
            values = rng.normal(size=(*leading, n_values, 2))
            check.raises(ValueError, student.scaled_dot_product, queries, keys, values)
            mask = np.ones((n_values, n_keys), dtype=bool)
            check.raises(ValueError, student.scaled_dot_product, queries, keys, values, mask)
        compare(student, reference, *draw(rng, leading))


@points(0.5)
def test_a_query_that_may_attend_to_no_key_is_refused(student, reference, rng):
    for leading, mask in (
        ((), [[False]]),
        ((), [[True, True], [False, False]]),
        ((), [[False, False], [True, True]]),
        ((), [[False, False], [True, False]]),
        ((), [False, False]),
        ((2,), [[True, False], [False, False]]),
        ((2,), [[[True, True]], [[False, False]]]),
        ((2, 2), [[[True, False], [True, True]], [[False, True], [False, False]]]),
    ):
        mask = np.array(mask)
        queries, keys, values = (rng.normal(size=(*leading, mask.shape[-1], 3)) for _ in range(3))
        check.raises(ValueError, student.scaled_dot_product, queries, keys, values, mask)
    for mask in ([[True]], [[True, False], [True, False]], [False, True], [[False, False, True]]):
        mask = np.array(mask)
        queries, keys, values = (rng.normal(size=(mask.shape[-1], 3)) for _ in range(3))
        compare(student, reference, queries, keys, values, mask)


@points(0.5)
def test_the_arrays_are_left_as_they_were(student, reference, rng):
    for leading in ((), (2,)):
        queries, keys, values = draw(rng, leading)
        mask = draw_mask(rng, (*leading, queries.shape[-2], keys.shape[-2]))
        for given in ((queries, keys, values), (queries, keys, values, mask)):
            expected = reference.scaled_dot_product(*given)
            got = check.unpack(student.scaled_dot_product(*given), 2, NAMES)
            check.unchanged(student)
            for name, array, right in zip(NAMES, got, expected, strict=True):
                check.array(array, right, what=name)
