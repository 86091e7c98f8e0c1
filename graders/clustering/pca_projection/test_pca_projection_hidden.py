"""Grades pca_projection. Not checked: speed, memory, the wording of errors, NaN or infinity."""

import numpy as np

from graders.kit import check, points

HILLS = np.array([[0, 5, 1], [1, 3, 0], [2, 2, 1], [3, 1, 3], [4, -4, 2], [5, -5, 1]], float)
BOX = np.array([[0, 0], [0, 4], [3, 0], [3, 4]], float)


def check_points(got, expected, signs=True, atol=None):
    found = check.unpack(got, 2, ("points", "ratios"))[0]
    wanted = expected[0]
    if not signs and isinstance(found, np.ndarray) and found.dtype.kind == "f" and found.shape == wanted.shape:
        # Signs have tests of their own; here a component may point either way.
        found = found * np.where((found * wanted).sum(axis=0) < 0, -1, 1)
    check.array(found, wanted, what="points", atol=atol)


def check_ratios(got, expected):
    found, wanted = check.unpack(got, 2, ("points", "ratios"))[1], np.asarray(expected[1])
    check.equal(found, wanted if isinstance(found, np.ndarray) else wanted.tolist(), what="ratios")


def drawn_rows(rng, n_docs, dim, n_varying):
    """Rows whose variances fall by a third or more from one component to the next, far from the origin."""
    scores = rng.normal(size=(n_docs, n_varying))
    scores = np.linalg.qr(scores - scores.mean(axis=0))[0] * 12 * 0.8 ** np.arange(n_varying)
    directions = np.linalg.qr(rng.normal(size=(dim, n_varying)))[0]
    return scores @ directions.T + rng.normal(scale=5, size=dim)


@points(1)
def test_drawn_rows_of_any_shape_are_projected(student, reference, rng):
    for n_docs, dim, n_varying in [(6, 2, 2), (9, 4, 4), (30, 5, 5), (5, 12, 4), (7, 6, 5), (8, 40, 6)]:
        rows = drawn_rows(rng, n_docs, dim, n_varying)
        check_points(student.project(rows), reference.project(rows), signs=False)
        check_points(student.project(rows, n_varying), reference.project(rows, n_varying), signs=False)


@points(0.5)
def test_the_ratios_of_drawn_rows_are_right(student, reference, rng):
    for n_docs, dim, n_varying in [(6, 2, 2), (9, 4, 4), (5, 12, 4), (8, 40, 6)]:
        rows = drawn_rows(rng, n_docs, dim, n_varying)
        check_ratios(student.project(rows), reference.project(rows))
        check_ratios(student.project(rows, n_varying), reference.project(rows, n_varying))


@points(1)
def test_signs_are_fixed_by_the_loadings(student, reference, rng):
    for n_docs, dim in [(8, 3), (12, 5), (6, 9)]:
        rows = drawn_rows(rng, n_docs, dim, 3)
        for turned in (rows, -rows, rows[:, ::-1], rows[::-1]):
            check_points(student.project(turned, 3), reference.project(turned, 3))


@points(0.5)
def test_components_without_variance_count_too(student, reference):
    line = np.array([[2.0], [5.0], [9.0]]) * [1, 2, -4]
    flat = np.append(BOX, np.full((4, 2), 7.0), axis=1)
    for rows, n_components in [(BOX[:2], 2), (HILLS[:3], 3), (line, 2), (line, 3), (flat, 4), (flat[:, :3], 3)]:
        got, expected = student.project(rows, n_components), reference.project(rows, n_components)
        # What rounding leaves of a variance of 0 is larger in its root.
        check_points(got, expected, signs=False, atol=1e-5)
        check_ratios(got, expected)


@points(0.5)
def test_one_component_and_one_column_are_enough(student, reference):
    for rows in (np.array([[4.0], [1.0], [-2.0]]), np.array([[3.0, 1.0], [5.0, 0.0]]), HILLS):
        got, expected = student.project(rows, 1), reference.project(rows, 1)
        check_points(got, expected, signs=False)
        check_ratios(got, expected)


@points(0.5)
def test_rows_are_refused_when_equal_but_not_when_nearly_equal(student, reference):
    for step in (2.0**-20, 2.0**-30):
        rows = BOX * step + [1.0, 3.0]
        check_points(student.project(rows), reference.project(rows), signs=False, atol=1e-13)
    row = np.array([[0.1, 0.2, 0.7]])
    for times, n_components in [(3, 1), (3, 2), (7, 2), (2, 1), (1, 1)]:
        check.raises(ValueError, student.project, np.repeat(row, times, axis=0), n_components)
    check.raises(ValueError, student.project, np.zeros((5, 4)))


@points(0.5)
def test_every_bad_shape_and_number_of_components_is_refused(student, reference):
    check_points(student.project(HILLS, 3), reference.project(HILLS, 3), signs=False)
    for rows, n_components in [
        (HILLS, -1),
        (HILLS, 0),
        (HILLS, 4),
        (HILLS[:2], 3),
        (HILLS.T[:2], 3),
        (HILLS[:, 0], 1),
        (HILLS[None], 1),
        (HILLS[:, :, None], 1),
    ]:
        check.raises(ValueError, student.project, rows, n_components)
    check.raises(ValueError, student.project, HILLS[:, :1])


@points(0.5)
def test_the_embeddings_are_left_as_they_were(student, reference):
    for rows in (HILLS, BOX):
        got = student.project(rows)
        check.unchanged(student)
        check_points(got, reference.project(rows), signs=False)
