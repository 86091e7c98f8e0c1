"""Grades prefix_probe. Not checked: speed, the wording of errors, how often changed_positions calls the model."""

import numpy as np

from graders.kit import check, points

CAUSAL = np.tri(3)
NEXT_TOO = np.tri(3, k=1)
ALL = np.ones((3, 3))


def model(effect, logits=(1.0, -1.0, 0.5)):
    """Return the logits_of of a model, and the calls made of it.

    When token j grows by 1, position i's logits grow by effect[i][j] * logits.
    """
    effect, calls = np.array(effect, dtype=float), []

    def logits_of(token_ids):
        ids = list(token_ids.tolist() if isinstance(token_ids, np.ndarray) else token_ids)
        if len(ids) != len(effect) or any(type(i) is not int for i in ids):
            raise TypeError(f"logits_of takes one list of {len(effect)} token ids")
        calls.append(ids)
        return (effect @ np.array(ids, dtype=float))[:, None] * np.array(logits)

    return logits_of, calls


@points(1.5)
def test_a_position_changed_where_one_of_its_logits_did(student):
    for effect, logits, position, expected in (
        ([[1.0]], [1.0], 0, [True]),
        ([[0.0]], [1.0], 0, [False]),
        (CAUSAL, [1.0], 1, [False, True, True]),
        (CAUSAL, [1.0, -1.0, 0.5], 0, [True, True, True]),
        (CAUSAL, [-1.0, -0.5], 2, [False, False, True]),
        (CAUSAL, [0.0, 0.0, 1.0, 0.0], 1, [False, True, True]),
        (CAUSAL, [1.0, 1.0], 1, [False, True, True]),
        (NEXT_TOO, [1.0, 2.0, 3.0], 1, [True, True, True]),
        (NEXT_TOO, [1.0, -1.0], 2, [False, True, True]),
        (CAUSAL.T, [0.5, 0.25], 1, [True, True, False]),
        (np.eye(3)[::-1], [0.5, 0.25], 0, [False, False, True]),
    ):
        logits_of, _ = model(effect, logits)
        token_ids = [3, 1, 4][: len(effect)]
        check.array(student.changed_positions(logits_of, token_ids, position, 5), expected)


@points(1)
def test_the_largest_difference_must_exceed_the_tolerance(student):
    for logits, tolerance, expected in (
        ([1.0], 0.5, True),
        ([0.25], 0.5, False),
        ([0.5], 0.5, False),
        ([-0.5, -1.0], 0.5, True),
        ([-1.0, 0.0, 0.0, 0.0], 0.5, True),
        ([0.25, 0.25, 0.25], 0.5, False),
        ([0.25] * 16, 0.5, False),
    ):
        logits_of, _ = model(CAUSAL[:2, :2], logits)
        changed = student.changed_positions(logits_of, [7, 2], position=1, new_token=3, tolerance=tolerance)
        check.array(changed, [False, expected])


@points(1)
def test_leaks_are_pairs_of_a_changed_and_an_earlier_affected_position(student):
    far, mixed = np.tri(4), np.tri(4, k=1)
    far[0, 3] = mixed[0, 3] = 1.0
    mixed[2, 3] = 0.0
    for effect, expected in (
        (NEXT_TOO, [(1, 0), (2, 1)]),
        ([[1.0]], []),
        (CAUSAL, []),
        (NEXT_TOO[:2, :2], [(1, 0)]),
        (ALL, [(1, 0), (2, 0), (2, 1)]),
        (far, [(3, 0)]),
        (mixed, [(1, 0), (2, 1), (3, 0)]),
        (ALL - np.eye(3), [(1, 0), (2, 0), (2, 1)]),
    ):
        logits_of, _ = model(effect)
        check.equal(student.find_leaks(logits_of, [3, 1, 4, 1][: len(effect)], 5), expected)


@points(1)
def test_a_position_that_holds_the_new_token_is_skipped_but_may_be_affected(student):
    for token_ids, expected in (
        ([2, 5, 2], [(2, 0), (2, 1)]),
        ([2, 2, 5], [(1, 0)]),
        ([5, 2, 2], [(1, 0), (2, 0), (2, 1)]),
        ([5, 2, 5], [(1, 0)]),
        ([5, 5, 5], []),
    ):
        logits_of, _ = model(ALL)
        check.equal(student.find_leaks(logits_of, token_ids, 5), expected)


@points(0.5)
def test_the_model_is_called_at_most_once_per_position_and_once_more(student):
    for token_ids, new_token, expected in (
        ([3, 1], 5, [(1, 0)]),
        ([3, 1, 4], 5, [(1, 0), (2, 0), (2, 1)]),
        ([3, 5, 4], 5, [(2, 0), (2, 1)]),
    ):
        logits_of, calls = model(np.ones((len(token_ids),) * 2))
        check.equal(student.find_leaks(logits_of, token_ids, new_token), expected)
        at_most = len(token_ids) + 1
        check.that(
            len(calls) <= at_most,
            "called logits_of too often.",
            expected=f"at most {at_most} calls",
            got=f"{len(calls)} calls",
        )
