"""Grades kmeans_evaluator. Not checked: speed, memory, the wording of errors, how clusters are numbered."""

import numpy as np

from graders.kit import check, fixtures, points

# Groups so clear that every release of scikit-learn finds the same ones.
TWO = np.array([[0, 0], [1, 0], [0, 1], [8, 8], [10, 8], [8, 9]], float)
SAME_DIRECTION = np.array([[1, 0], [2, 0], [1, 1], [9, 1], [10, 0], [12, 0]], float)
THREE = np.array([*TWO, [0, 9], [1, 11], [-1, 10]], float)
FIVE = np.array([*THREE, [20, 0], [21, 0], [20, 2], [20, 20], [21, 22]], float)


def check_found(got, expected):
    keys = list(got) if isinstance(got, dict) else []
    shown = ", ".join(map(str, keys)) or type(got).__name__
    check.that(set(keys) == set(expected), "did not return the right keys.", ", ".join(expected), shown)
    check.partition(got["labels"], expected["labels"], what="labels")
    for score in ("inertia", "silhouette", "nmi", "ari"):
        check.equal(got[score], expected[score], what=score)


@points(1.5)
def test_clear_groups_are_found_and_judged_without_labels(student, reference):
    check_found(student.evaluate_kmeans(SAME_DIRECTION, k=2), reference.evaluate_kmeans(SAME_DIRECTION, k=2))
    check_found(student.evaluate_kmeans(FIVE), reference.evaluate_kmeans(FIVE))


@points(1)
def test_nmi_and_ari_compare_the_clusters_with_the_truth(student, reference):
    for rows, truth, k in [(TWO, tuple("bbcaab"), 2), (THREE, np.array(list("aabbbbaab")), 3)]:
        check_found(student.evaluate_kmeans(rows, truth, k), reference.evaluate_kmeans(rows, truth, k))


@points(1)
def test_texts_on_two_themes_are_clustered(student, reference):
    topics = fixtures.embeddings("topics")
    chosen = [i for i, label in enumerate(topics.labels) if label in ("cooking", "gardening")][:24]
    args = 2 * topics.vectors[chosen], [topics.labels[i] for i in chosen], 2
    check_found(student.evaluate_kmeans(*args), reference.evaluate_kmeans(*args))


@points(1)
def test_best_k_is_the_candidate_of_highest_silhouette(student, reference):
    check.equal(student.best_k(THREE, (4, 3, 2)), reference.best_k(THREE, (4, 3, 2)))


@points(0.5)
def test_bad_input_is_refused(student, reference):
    check_found(student.evaluate_kmeans(TWO, k=2), reference.evaluate_kmeans(TWO, k=2))
    with_nan = np.vstack([TWO, [np.nan, 0.0]])
    for rows, truth, k in [
        (TWO, None, 1),
        (TWO, None, 6),
        (TWO[:, 0], None, 2),
        (with_nan, None, 2),
        (TWO, list("aaabb"), 2),
    ]:
        check.raises(ValueError, student.evaluate_kmeans, rows, truth, k)
