"""Grades pca_projection. Not checked: speed, memory, the wording of errors, the loadings of directions of variance 0."""

import numpy as np

from graders.kit import check, fixtures, points

BOX = np.array([[10, 0], [10, 4], [13, 0], [13, 4]], float)
SLANTED = np.array([[1, 1], [2, 3], [4, 4], [6, 5], [7, 9]], float) + 20
WIDE = np.array([[1, 0, 9, 2, 4], [0, 3, 8, 2, 1], [7, 1, 9, 0, 2], [2, 2, 0, 5, 3]], float)
DOWNHILL = np.array([[0, 5, 1], [1, 3, 0], [2, 2, 1], [3, 1, 3], [4, -4, 2], [5, -5, 1]], float)


def check_projection(got, expected):
    got_points, got_ratios = check.unpack(got, 2, ("points", "ratios"))
    check.array(got_points, expected[0], what="points")
    as_array = isinstance(got_ratios, np.ndarray)
    (check.array if as_array else check.equal)(got_ratios, expected[1] if as_array else list(expected[1].tolist()), what="ratios")


@points(1.5)
def test_rows_are_centred_and_turned_towards_their_broadest_side(student, reference):
    for rows in (BOX, SLANTED, WIDE, DOWNHILL):
        check_projection(student.project(rows), reference.project(rows))


@points(1)
def test_ratios_are_shares_of_the_total_variance(student, reference):
    for rows, n_components in [(BOX, 2), (SLANTED, 1), (DOWNHILL, 1), (DOWNHILL, 3), (WIDE, 3)]:
        args = rows, n_components
        check_projection(student.project(*args), reference.project(*args))
