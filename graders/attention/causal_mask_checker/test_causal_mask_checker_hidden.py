"""Grades causal_mask_checker. Not checked: speed, memory, the wording of errors."""

import numpy as np

from graders.kit import check, fixtures, points

KEYS = ["causal", "largest_leak", "leaks", "rows_sum_to_one"]
PAST = np.array([[1.0, 0.0], [0.5, 0.5]])


def field(report, name):
    """One value of a report, once it is sure that the report has the four keys."""
    check.equal(sorted(map(str, report)) if isinstance(report, dict) else report, KEYS, what="the keys")
    return report[name]


def with_leaks(rng, leading, length):
    """Causal weights of which every matrix moves some of its weight on the diagonal into the future."""
    scores = np.exp(rng.normal(size=(*leading, length, length))) * np.tri(length)
    weights = scores / scores.sum(axis=-1, keepdims=True)
    for head in np.ndindex(leading):
        for query in rng.choice(length - 1, size=2, replace=False):
            key = rng.integers(query + 1, length)
            moved = weights[(*head, query, query)] * rng.uniform(0.1, 0.9)
            weights[(*head, query, query)] -= moved
            weights[(*head, query, key)] += moved
    return weights


@points(0.5)
def test_a_mask_of_any_length_but_none_below_one(student, reference, rng):
    for length in (1, int(rng.integers(6, 12)), int(rng.integers(40, 90))):
        check.array(student.causal_mask(length), reference.causal_mask(length))
    for length in (0, -1, -7):
        check.raises(ValueError, student.causal_mask, length)


@points(1)
def test_a_leak_must_exceed_the_tolerance(student, reference):
    half = np.array([[0.5, 0.5, 0.0], [0.25, 0.5, 0.25], [0.0, 0.125, 0.875]])
    one_of_four = np.stack([np.eye(3), np.eye(3), np.eye(3), half])
    tiny = np.array([[1.0, 5e-7, 2e-6], [0.5, 0.5, 0.0], [0.0, 0.0, 1.0]])
    for weights, tolerance in (
        (half, 0.5),
        (half, 0.25),
        (half, 0.2),
        (half, 0.0),
        (half, 0.75),
        (one_of_four, 0.25),
        (one_of_four, 0.125),
        (np.stack([half, half]), 0.25),
        (tiny, 1e-6),
        (tiny, 1e-7),
    ):
        expected = reference.check_causal(weights, tolerance=tolerance)
        report = student.check_causal(weights, tolerance=tolerance)
        check.equal(field(report, "leaks"), expected["leaks"], what="leaks")
        check.equal(field(report, "causal"), expected["causal"], what="causal")
        check.equal(field(report, "largest_leak"), expected["largest_leak"], what="largest_leak")
    check.equal(field(student.check_causal(half, 0.25), "leaks"), [(0, 1)], what="leaks")
    check.equal(field(student.check_causal(tiny), "leaks"), [(0, 2)], what="leaks")


@points(1)
def test_leaks_are_found_under_any_leading_axes(student, reference, rng):
    for leading in ((), (3,), (1,), (2, 3), (2, 1, 2)):
        weights = with_leaks(rng, leading, int(rng.integers(4, 7)))
        check.equal(student.check_causal(weights), reference.check_causal(weights))
        weights[..., -1, :] *= 0.875
        check.equal(student.check_causal(weights), reference.check_causal(weights))


@points(0.5)
def test_recorded_attention_is_judged_head_by_head(student, reference, rng):
    for name in ("tiny-gpt2", "tiny-coref"):
        weights = fixtures.array(f"attentions/{name}").astype(np.float64)
        layer = int(rng.integers(weights.shape[0]))
        for part in (weights[layer, int(rng.integers(weights.shape[1]))], weights[layer], weights[:, :2]):
            check.equal(student.check_causal(part, 0.0625), reference.check_causal(part, 0.0625))


@points(0.5)
def test_an_array_of_another_shape_is_refused(student, reference):
    for shape in ((1,), (4,), (0, 0), (2, 0, 0), (1, 2), (2, 1), (3, 3, 2), (3, 2, 3), (2, 2, 2, 3), (2, 0)):
        check.raises(ValueError, student.check_causal, np.full(shape, 0.5))
    for weights in (np.ones((1, 1)), np.stack([PAST] * 3), np.ones((3, 1, 1)), np.stack([np.eye(3)] * 2)):
        leaks = reference.check_causal(weights)["leaks"]
        check.equal(field(student.check_causal(weights), "leaks"), leaks, what="leaks")


@points(0.5)
def test_a_negative_nan_or_infinite_weight_is_refused(student, reference):
    for weight in (-0.25, -1e-7, np.nan, np.inf, -np.inf):
        for place in ((0, 1), (1, 0), (1, 1)):
            weights = PAST.copy()
            weights[place] = weight
            check.raises(ValueError, student.check_causal, weights)
            check.raises(ValueError, student.check_causal, weights[None])
            check.raises(ValueError, student.check_causal, np.stack([[PAST, PAST], [PAST, weights]]))
    for weights in (PAST, PAST + 1.0, np.zeros((2, 2))):
        leaks = reference.check_causal(weights)["leaks"]
        check.equal(field(student.check_causal(weights), "leaks"), leaks, what="leaks")


@points(0.5)
def test_the_weights_are_left_as_they_were(student, reference, rng):
    for leading in ((), (2,)):
        weights = with_leaks(rng, leading, 4)
        leaks = reference.check_causal(weights)["leaks"]
        check.equal(field(student.check_causal(weights), "leaks"), leaks, what="leaks")
        check.unchanged(student)
