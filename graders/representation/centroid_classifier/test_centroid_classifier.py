"""Grades centroid_classifier. Not checked: speed, memory, the wording of errors."""

import numpy as np

from graders.kit import check, fixtures, points


@points(1)
def test_a_centroid_is_the_plain_mean_of_the_rows_of_its_class(student, reference):
    cases = [
        ([[2.0, 0.0]], ["a"]),
        ([[3.0, 0.0], [0.0, 1.0]], ["a", "a"]),
        ([[3.0, 0.0], [0.0, 1.0], [0.0, 0.5]], ["a", "a", "b"]),
        ([[0.0, 0.0], [4.0, 2.0]], ["a", "a"]),
        ([[-1.0, 2.0], [1.0, -2.0]], ["a", "a"]),
        ([[8.0, 1.0], [0.0, 1.0], [0.0, 4.0], [2.0, 2.0], [-3.0, 5.0]], ["a", "a", "a", "b", "b"]),
    ]
    for rows, labels in cases:
        _, expected = reference.fit_centroids(np.array(rows), labels)
        answer = student.fit_centroids(np.array(rows), labels)
        _, centroids = check.unpack(answer, 2, ("classes", "centroids"))
        check.array(centroids, expected, what="centroids")


@points(1)
def test_classes_are_sorted_and_row_i_is_the_centroid_of_class_i(student, reference):
    cases = [
        ([[0.0, 3.0], [3.0, 0.0]], ["b", "a"]),
        ([[0.0, 3.0], [5.0, 1.0], [0.0, 1.0], [2.0, 2.0]], ["c", "a", "c", "b"]),
        ([[0.0, 3.0], [5.0, 1.0], [0.0, 1.0]], ["b", "a", "C"]),
        ([[0.0, 3.0], [5.0, 1.0], [0.0, 1.0]], ["9", "10", "9"]),
    ]
    for rows, labels in cases:
        expected_classes, expected = reference.fit_centroids(np.array(rows), labels)
        answer = student.fit_centroids(np.array(rows), labels)
        classes, centroids = check.unpack(answer, 2, ("classes", "centroids"))
        check.equal(classes, expected_classes, what="classes")
        check.array(centroids, expected, what="centroids")


@points(1.5)
def test_the_class_of_highest_cosine_similarity_is_predicted(student, reference):
    cases = [
        ([[2.0, 1.0]], ["a"], [[1.0, 0.0]]),
        ([[1.0, 0.0]], ["a", "b"], [[0.0, 1.0], [1.0, 0.0]]),
        ([[1.0, 0.0]], ["a", "b"], [[4.0, 4.0], [1.0, 0.0]]),
        ([[1.0, 0.5]], ["a", "b"], [[1.0, 1.0], [8.0, 2.0]]),
        ([[-1.0, -2.0]], ["a", "b"], [[0.0, 1.0], [1.0, 0.0]]),
        ([[1.0, 3.0], [3.0, 1.0]], ["b", "a"], [[0.0, 1.0], [1.0, 0.0]]),
        ([[2.0**-19, 0.0], [0.0, 1024.0], [3.0, 1.0]], ["b", "c", "a"], [[0.0, 4.0], [2.0, 1.0], [1.0, 0.0]]),
    ]
    for rows, classes, centroids in cases:
        args = np.array(rows), classes, np.array(centroids)
        check.equal(student.predict_centroids(*args), reference.predict_centroids(*args))


@points(1)
def test_real_reviews_are_classified(student, reference):
    reviews = fixtures.embeddings("reviews")
    rows, labels = reviews.vectors[::8], list(reviews.labels[::8])
    expected_classes, expected = reference.fit_centroids(rows, labels)
    classes, centroids = check.unpack(student.fit_centroids(rows, labels), 2, ("classes", "centroids"))
    check.equal(classes, expected_classes, what="classes")
    check.array(centroids, expected, what="centroids")
    args = reviews.vectors[1::8], expected_classes, expected
    check.equal(student.predict_centroids(*args), reference.predict_centroids(*args))


@points(1)
def test_fitting_refuses_bad_input(student, reference):
    rows, labels = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 7.0]]), ["a", "b", "a"]
    _, centroids = check.unpack(student.fit_centroids(rows, labels), 2, ("classes", "centroids"))
    check.array(centroids, reference.fit_centroids(rows, labels)[1], what="centroids")
    with_nan, with_infinity = rows.copy(), rows.copy()
    with_nan[1, 0], with_infinity[2, 1] = np.nan, -np.inf
    for bad_rows, bad_labels in [
        (np.empty((0, 2)), []),
        (rows[:, 0], labels),
        (rows[:, :, None], labels),
        (with_nan, labels),
        (with_infinity, labels),
        (rows, ["a", "b"]),
        (rows, ["a", "b", "a", "b"]),
    ]:
        check.raises(ValueError, student.fit_centroids, bad_rows, bad_labels)
