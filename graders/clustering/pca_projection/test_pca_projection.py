"""Grades pca_projection. Not checked: speed, memory, the wording of errors, NaN or infinity."""

import numpy as np

from graders.kit import check, fixtures, points

BOX = np.array([[10, 0], [10, 4], [13, 0], [13, 4]], float)
SLANTED = np.array([[21, 21], [22, 23], [24, 24], [26, 25], [27, 29]], float)
WIDE = np.array([[1, 0, 9, 2, 4], [0, 3, 8, 2, 1], [7, 1, 9, 0, 2], [2, 2, 0, 5, 3]], float)
DOWNHILL = np.array([[0, 5, 1], [1, 3, 0], [2, 2, 1], [3, 1, 3], [4, -4, 2], [5, -5, 1]], float)


def check_points(got, expected, signs=True):
    found = check.unpack(got, 2, ("points", "ratios"))[0]
    wanted = expected[0]
    if not signs and isinstance(found, np.ndarray) and found.dtype.kind == "f" and found.shape == wanted.shape:
        # Signs have tests of their own; here a component may point either way.
        found = found * np.where((found * wanted).sum(axis=0) < 0, -1, 1)
    check.array(found, wanted, what="points")


def check_ratios(got, expected):
    found, wanted = check.unpack(got, 2, ("points", "ratios"))[1], np.asarray(expected[1])
    check.equal(found, wanted if isinstance(found, np.ndarray) else wanted.tolist(), what="ratios")


@points(1.5)
def test_rows_are_centred_and_seen_from_their_broadest_side(student, reference):
    for rows in (BOX, SLANTED, WIDE, DOWNHILL):
        check_points(student.project(rows), reference.project(rows), signs=False)
    check_points(student.project(WIDE, n_components=1), reference.project(WIDE, n_components=1), signs=False)
    check_points(student.project(DOWNHILL, 3), reference.project(DOWNHILL, 3), signs=False)


@points(1)
def test_ratios_are_shares_of_the_total_variance(student, reference):
    for rows, n_components in [(BOX, 2), (BOX, 1), (SLANTED, 1), (DOWNHILL, 1), (DOWNHILL, 3), (WIDE, 3)]:
        args = rows, n_components
        check_ratios(student.project(*args), reference.project(*args))


@points(1)
def test_the_largest_loading_of_a_component_is_positive(student, reference):
    for rows in (BOX, -BOX, -SLANTED, DOWNHILL[:, ::-1], -DOWNHILL, WIDE, -WIDE):
        check_points(student.project(rows), reference.project(rows))


@points(1)
def test_real_embeddings_are_projected(student, reference):
    rows = fixtures.embeddings("topics").vectors[:40]
    for n_components in (2, 3):
        got, expected = student.project(rows, n_components), reference.project(rows, n_components)
        check_points(got, expected, signs=False)
        check_ratios(got, expected)


@points(0.5)
def test_bad_input_is_refused(student, reference):
    check_points(student.project(BOX, 2), reference.project(BOX, 2), signs=False)
    for rows, n_components in [
        (BOX, 0),
        (BOX, 3),
        (WIDE, 5),
        (BOX[:, 0], 1),
        (np.repeat(BOX[1:2], 3, axis=0), 1),
    ]:
        check.raises(ValueError, student.project, rows, n_components)
