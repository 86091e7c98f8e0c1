"""Grades causal_mask_checker. Not checked: speed, memory, the wording of errors."""

import numpy as np

from graders.kit import check, fixtures, points

KEYS = ["causal", "largest_leak", "leaks", "rows_sum_to_one"]
EVEN = [[0.5, 0.5], [0.5, 0.5]]
PAST = [[1.0, 0.0], [0.5, 0.5]]


def field(report, name):
    """One value of a report, once it is sure that the report has the four keys."""
    check.equal(sorted(map(str, report)) if isinstance(report, dict) else report, KEYS, what="the keys")
    return report[name]


@points(1)
def test_a_query_may_look_at_itself_and_at_the_past(student, reference):
    for length in (1, 2, 3, 5):
        check.array(student.causal_mask(length), reference.causal_mask(length))


@points(1.5)
def test_a_leak_in_any_head_is_listed_once_and_row_by_row(student, reference):
    full = np.full((3, 3), 1 / 3)
    cases = (
        np.array(PAST),
        np.array(EVEN),
        np.array([[0.25, 0.5, 0.25], [0.5, 0.25, 0.25], [0.25, 0.25, 0.5]]),
        np.array([[1.0, 0.0, 0.0], [0.5, 0.5, 0.0], [0.25, 0.25, 0.5]]),
        np.array([[0.75, 0.0, 0.25], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        np.array([[0.5, 0.0, 0.0, 0.5], [0.0, 0.5, 0.5, 0.0], [0.0, 0.0, 1.0, 0.0], [0.5, 0.0, 0.0, 0.5]]),
        np.stack([np.eye(3), full]),
        np.stack([full, full, np.eye(3)]),
        np.stack([[np.eye(3), np.eye(3)], [np.eye(3), np.eye(3)[[0, 2, 1]]]]),
        np.array([[1.0]]),
        np.array([[0.5, 0.0], [0.5, 0.25]]),
    )
    for weights in cases:
        expected = reference.check_causal(weights)
        report = student.check_causal(weights)
        check.equal(field(report, "leaks"), expected["leaks"], what="leaks")
        check.equal(field(report, "causal"), expected["causal"], what="causal")


@points(1)
def test_the_largest_leak_is_the_largest_weight_above_the_diagonal(student, reference):
    cases = (
        [[0.75, 0.25], [0.0, 1.0]],
        PAST,
        [[1.0]],
        [[0.5, 0.125, 0.375], [0.0, 0.75, 0.25], [1.0, 0.0, 0.0]],
        [[[1.0, 0.0], [0.0, 1.0]], [[0.25, 0.75], [0.0, 1.0]], [[0.5, 0.5], [0.0, 1.0]]],
        [[1.0 - 2.0**-20, 2.0**-20], [0.0, 1.0]],
    )
    for weights in map(np.array, cases):
        expected = reference.check_causal(weights)["largest_leak"]
        check.equal(field(student.check_causal(weights), "largest_leak"), expected, what="largest_leak")


@points(1)
def test_every_row_of_every_head_is_summed_over_its_keys(student, reference):
    nearly, hardly = 2.0**-14, 2.0**-13
    cases = (
        [[1.0]],
        [[0.5]],
        PAST,
        [[0.0, 1.0], [0.0, 1.0]],
        [[0.5, 0.5], [0.5, 0.25]],
        [[0.25, 0.5], [0.75, 0.5]],
        [PAST, PAST],
        [PAST, [[1.0, 0.0], [0.5, 0.25]]],
        [[0.5 + nearly, 0.5], [0.5, 0.5 - nearly]],
        [[1.0, 0.0], [0.5, 0.5 + hardly]],
        [[1.0, 0.0], [0.5, 0.5 - hardly]],
    )
    for weights in map(np.array, cases):
        expected = reference.check_causal(weights)["rows_sum_to_one"]
        check.equal(field(student.check_causal(weights), "rows_sum_to_one"), expected, what="rows_sum_to_one")


@points(1)
def test_gpt2_is_causal_and_distilbert_is_not(student, reference):
    for name in ("tiny-gpt2", "tiny-coref"):
        weights = fixtures.array(f"attentions/{name}").astype(np.float64)
        for part in (weights[0, 0], weights):
            check.equal(student.check_causal(part), reference.check_causal(part))
