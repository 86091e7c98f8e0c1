"""Grades clustering_comparison. Not checked: speed, the wording of errors, an empty mapping."""

import numpy as np

from graders.kit import check, points

ROWS = np.array([[0, 0], [1, 0], [0, 2], [8, 8], [10, 8], [8, 9], [0, 9], [1, 12]], float)
TRUTH = ["tea", "tea", "tea", "art", "art", "art", "zoo", "zoo"]
GOOD = [4, 4, 4, 0, 0, 0, 2, 2]
FAIR = [0, 0, 1, 1, 1, 1, 2, 2]
POOR = [0, 1, 2, 0, 1, 2, 0, 1]
PARTIAL = [0, 0, 1, -1, 1, 1, -1, 0]


def picked(got, *keys):
    """Some columns of the rows; whatever else came, as it came."""
    if not isinstance(got, (list, tuple)) or not all(isinstance(r, dict) and set(keys) <= set(r) for r in got):
        return got
    return [{key: row[key] for key in keys} for row in got]


@points(0.5)
def test_clusters_and_assigned_texts_are_counted(student, reference):
    for labels in (GOOD, PARTIAL, (7, 0, 0, 0, -1, -1, -1, -1)):
        got, expected = (who.compare_clusterings(ROWS, TRUTH, {"found": labels}) for who in (student, reference))
        keys = "name", "n_clusters", "coverage"
        check.equal(picked(got, *keys), picked(expected, *keys))


@points(1)
def test_a_clustering_of_all_texts_is_scored(student, reference):
    for labels in (GOOD, tuple(FAIR), np.array(POOR), [1, 1, 1, 0, 0, 0, 0, 0]):
        args = ROWS, TRUTH, {"kmeans": labels}
        check.equal(student.compare_clusterings(*args), reference.compare_clusterings(*args))


@points(1)
def test_texts_that_are_not_assigned_are_left_out(student, reference):
    for labels in (PARTIAL, (3, 3, 3, 5, 5, 5, -1, -1), np.array([0, -1, 0, -1, 1, 1, -1, 0])):
        args = ROWS, tuple(TRUTH), {"llm": labels}
        check.equal(student.compare_clusterings(*args), reference.compare_clusterings(*args))


@points(1)
def test_rows_are_sorted_by_ari_with_none_last(student, reference):
    found = {"poor": POOR, "good": GOOD, "partial": PARTIAL, "fair": FAIR}
    for clusterings in ({"poor": POOR, "good": GOOD}, {"nothing": [-1] * 8, **found}):
        args = ROWS, np.array(TRUTH), clusterings
        got, expected = student.compare_clusterings(*args), reference.compare_clusterings(*args)
        check.equal(picked(got, "name"), picked(expected, "name"))


@points(1)
def test_each_two_clusterings_are_compared_where_both_assign(student, reference):
    for found in [
        {"a": GOOD, "b": FAIR},
        {"poor": POOR, "fair": tuple(FAIR), "good": np.array(GOOD)},
        {"partial": PARTIAL, "half": [-1, -1, 3, 3, 3, 4, 4, 4], "fair": FAIR},
    ]:
        check.array(student.agreement_matrix(found), reference.agreement_matrix(found))


@points(0.5)
def test_different_numbers_of_texts_are_refused(student, reference):
    args = ROWS, TRUTH, {"good": GOOD}
    got, expected = student.compare_clusterings(*args), reference.compare_clusterings(*args)
    check.equal(picked(got, "name"), picked(expected, "name"))
    for rows, truth, found in [
        (ROWS, TRUTH[:7], {"good": GOOD}),
        (ROWS, TRUTH, {"good": GOOD, "short": GOOD[:7]}),
        (ROWS[:7], TRUTH, {"good": GOOD}),
    ]:
        check.raises(ValueError, student.compare_clusterings, rows, truth, found)
