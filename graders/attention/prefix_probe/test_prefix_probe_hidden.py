"""Grades prefix_probe. Not checked: speed, the wording of errors, how often changed_positions calls the model."""

import numpy as np

from graders.kit import check, points


def as_ids(token_ids, length):
    """The argument of a logits_of as a list; whatever is not one list of token ids is a TypeError."""
    ids = list(token_ids.tolist() if isinstance(token_ids, np.ndarray) else token_ids)
    if len(ids) != length or any(type(i) is not int for i in ids):
        raise TypeError(f"logits_of takes one list of {length} token ids")
    return ids


def adding(tables, sees, base=0.0):
    """A model: position i adds up the rows tables[j][token j] of all positions j it sees. Also the calls of it."""
    calls = []

    def logits_of(token_ids):
        ids = as_ids(token_ids, len(sees))
        calls.append(ids)
        rows = np.array([table[i] for table, i in zip(tables, ids, strict=True)])
        return base + sees.astype(float) @ rows.reshape(len(ids), tables.shape[-1])

    return logits_of, calls


def highest(sees):
    """A model of three logits: position i knows the highest token id it sees. What leaks depends on the others."""

    def logits_of(token_ids):
        ids = np.array(as_ids(token_ids, len(sees)))
        return np.where(sees, ids, 0).max(axis=1)[:, None] * np.array([0.5, -1.0, 0.25])

    return logits_of


def draw(rng, length, base=0.0):
    """A model over 12 tokens that leaks here and there, its calls, its token ids, and a token not among them."""
    sees = np.tri(length, dtype=bool) ^ (rng.random((length, length)) < 0.3)
    # Eighths: every difference is 0 or at least 0.125, and exact.
    tables = rng.integers(-40, 40, size=(length, 12, int(rng.integers(2, 7)))) / 8
    ids = rng.integers(0, 11, size=length).tolist()
    return *adding(tables, sees, base), ids, 11


@points(1)
def test_changes_are_found_at_any_position_of_any_model(student, reference, rng):
    for length in (1, 3, 6, 8):
        logits_of, _, ids, new_token = draw(rng, length)
        for position in sorted({0, length - 1, int(rng.integers(length))}):
            expected = reference.changed_positions(logits_of, ids, position, new_token)
            check.array(student.changed_positions(logits_of, ids, position, new_token), expected)


@points(1)
def test_every_leak_is_found_with_one_token_replaced_at_a_time(student, reference, rng):
    everything = np.ones((3, 3), dtype=bool)
    for sees, ids, new_token in (
        (everything, [1, 5, 3], 9),
        (everything, [9, 5, 3], 7),
        (everything, [1, 5, 3], 4),
        (np.tri(3, dtype=bool), [1, 5, 3], 9),
    ):
        logits_of = highest(sees)
        expected = reference.find_leaks(logits_of, ids, new_token)
        check.equal(student.find_leaks(logits_of, ids, new_token), expected)
    for length in (4, 7):
        logits_of, calls, ids, new_token = draw(rng, length)
        new_token = ids[int(rng.integers(length))] if length == 7 else new_token
        expected = reference.find_leaks(logits_of, ids, new_token)
        calls.clear()
        check.equal(student.find_leaks(logits_of, ids, new_token), expected)
        check.that(len(calls) <= length + 1, "called logits_of too often.")
        logits_of = highest(np.tri(length, dtype=bool) | (rng.random((length, length)) < 0.5))
        expected = reference.find_leaks(logits_of, ids, 8)
        check.equal(student.find_leaks(logits_of, ids, 8), expected)


@points(1)
def test_the_tolerance_is_one_for_all_logits_however_large(student, reference):
    sees = np.ones((2, 2), dtype=bool)
    for step, tolerance, base in (
        (2.0**-13, None, 0.0),
        (2.0**-14, None, 0.0),
        (2.0**-10, None, 4096.0),
        (-(2.0**-10), None, -4096.0),
        (2.0**-2, 0.25, 0.0),
        (-(2.0**-2), 0.25, 64.0),
        (2.0**-2, 0.2, 64.0),
        (2.0**-30, 0.0, 0.0),
        (8.0, 16.0, 0.0),
        (2.0, 1.5, -1.0),
        (32.0, 16.0, 64.0),
    ):
        tables = np.zeros((2, 3, 4))
        tables[:, 2, 1] = step
        tables[:, 2, 2:] = step / 2
        logits_of, _ = adding(tables, sees, base)
        given = {} if tolerance is None else {"tolerance": tolerance}
        expected = reference.changed_positions(logits_of, [0, 1], 1, 2, **given)
        check.array(student.changed_positions(logits_of, [0, 1], 1, 2, **given), expected)
        expected = reference.find_leaks(logits_of, [0, 1], 2, **given)
        check.equal(student.find_leaks(logits_of, [0, 1], 2, **given), expected)


@points(0.5)
def test_a_position_outside_the_tokens_is_refused(student, reference, rng):
    for length, positions in ((0, (0, -1, 1)), (1, (1, -1)), (4, (4, 5, -1, -4, -5))):
        for position in positions:
            logits_of, _, ids, new_token = draw(rng, length)
            check.raises(ValueError, student.changed_positions, logits_of, ids, position, new_token)
    for position in (0, 3):
        logits_of, _, ids, new_token = draw(rng, 4)
        expected = reference.changed_positions(logits_of, ids, position, new_token)
        check.array(student.changed_positions(logits_of, ids, position, new_token), expected)


@points(0.5)
def test_a_new_token_that_is_there_already_is_refused_and_one_that_is_elsewhere_is_not(student, reference, rng):
    for ids, position, elsewhere in (([3], 0, 4), ([3, 5, 3], 1, 3), ([0, 0, 7], 2, 0), ([6, 0], 1, 6)):
        logits_of, _, _, _ = draw(rng, len(ids))
        check.raises(ValueError, student.changed_positions, logits_of, ids, position, ids[position])
        expected = reference.changed_positions(logits_of, ids, position, elsewhere)
        check.array(student.changed_positions(logits_of, ids, position, elsewhere), expected)


@points(0.5)
def test_a_tuple_is_as_good_as_a_list_and_no_tokens_have_no_leaks(student, reference, rng):
    logits_of, _, ids, new_token = draw(rng, 5)
    for token_ids in (tuple(ids), ids):
        named = {"logits_of": logits_of, "token_ids": token_ids, "new_token": new_token, "tolerance": 0.0625}
        expected = reference.changed_positions(**named, position=2)
        check.array(student.changed_positions(**named, position=2), expected)
        check.equal(student.find_leaks(**named), reference.find_leaks(**named))
        for nothing in ([], ()):
            empty, calls, _, _ = draw(rng, 0)
            check.equal(student.find_leaks(empty, nothing, new_token), [])
            check.that(len(calls) <= 1, "called logits_of too often.")


@points(0.5)
def test_the_token_ids_are_left_as_they_were(student, reference, rng):
    for length in (2, 5):
        logits_of, _, ids, new_token = draw(rng, length)
        position = int(rng.integers(length))
        expected = reference.changed_positions(logits_of, ids, position, new_token)
        changed = student.changed_positions(logits_of, ids, position, new_token)
        check.unchanged(student)
        check.array(changed, expected)
        leaks = student.find_leaks(logits_of, ids, new_token)
        check.unchanged(student)
        check.equal(leaks, reference.find_leaks(logits_of, ids, new_token))
