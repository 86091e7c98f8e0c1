"""Grades agreement_scores. Not checked: memory, the wording of errors, speed below 200,000 texts."""

import numpy as np

from graders.kit import check, points

HALVES = [0, 0, 0, 1, 1, 1]
THIRDS = ["b", "b", "a", "a", "c", "c"]


@points(1)
def test_the_table_counts_how_often_two_values_meet(student, reference):
    for a, b in [
        (["x", "x"], [0, 1]),
        (["y", "x", "y"], ["q", "q", "p"]),
        (HALVES, THIRDS),
        (("tea", "Art", "tea", "art", "Art"), (10, 2, 10, -1, 9)),
        (np.array([7, 7, 300, 7]), np.array(["no", "no", "no", "yes"])),
        (["only"], [5]),
    ]:
        check.array(student.contingency_table(a, b), reference.contingency_table(a, b))


@points(1.5)
def test_the_rand_index_is_corrected_for_chance(student, reference):
    for a, b in [
        ([0, 0, 1], [0, 1, 1]),
        ([0, 0, 1, 1], ["y", "y", "x", "x"]),
        ([0, 0, 1, 1], (0, 1, 0, 1)),
        (HALVES, THIRDS),
        (THIRDS, HALVES),
        (np.array([3, 3, 3, -1, -1, -1, 12]), ["u", "u", "v", "v", "w", "w", "w"]),
        (np.array(list("aaaabbbcc")), np.array([1, 1, 1, 0, 0, 0, 0, 2, 2])),
    ]:
        check.equal(student.adjusted_rand(a, b), reference.adjusted_rand(a, b))


@points(1.5)
def test_mutual_information_is_divided_by_the_mean_of_the_entropies(student, reference):
    for a, b in [
        ([0, 0, 1], [0, 1, 1]),
        ([0, 0, 1, 1], ["y", "y", "x", "x"]),
        ([0, 0, 1, 1], (0, 1, 0, 1)),
        (["x", "x", "y", "y"], (1, 1, 0, 2)),
        (HALVES, THIRDS),
        (np.array([3, 3, 3, -1, -1, -1, 12]), ["u", "u", "v", "v", "w", "w", "w"]),
        (np.array(list("aaaabbbcc")), np.array([1, 1, 1, 0, 0, 0, 0, 2, 2])),
    ]:
        got = student.normalized_mutual_information(a, b)
        check.equal(got, reference.normalized_mutual_information(a, b))


@points(0.5)
def test_a_single_cluster_agrees_with_a_single_cluster_only(student, reference):
    for a, b in [([1, 1, 1], [4, 4, 4]), ([1, 1, 1], [0, 0, 1]), (["a", "b", "b"], ["c", "c", "c"])]:
        check.equal(student.adjusted_rand(a, b), reference.adjusted_rand(a, b))
        got = student.normalized_mutual_information(a, b)
        check.equal(got, reference.normalized_mutual_information(a, b))


@points(0.5)
def test_groupings_without_texts_or_of_different_length_are_refused(student, reference):
    for name in ("contingency_table", "adjusted_rand", "normalized_mutual_information"):
        function = getattr(student, name)
        check.equal(function(THIRDS, THIRDS), getattr(reference, name)(THIRDS, THIRDS))
        check.raises(ValueError, function, HALVES, THIRDS[:5])
        check.raises(ValueError, function, [], [])
