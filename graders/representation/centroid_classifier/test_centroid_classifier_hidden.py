"""Grades centroid_classifier. Not checked: speed, memory, the wording of errors."""

import numpy as np

from graders.kit import check, fixtures, points


def far_from_a_tie(rows, centroids):
    """Return the rows whose best similarity leads by 1e-5 or more, so that rounding decides nothing."""
    cosines = rows @ centroids.T / np.linalg.norm(rows, axis=1)[:, None] / np.linalg.norm(centroids, axis=1)
    second, best = np.sort(cosines, axis=1)[:, -2:].T
    return rows[best - second >= 1e-5]


@points(1.5)
def test_other_real_reviews_of_any_length_are_classified(student, reference, rng):
    reviews = fixtures.embeddings("reviews")
    order = rng.permutation(len(reviews.labels))
    rows = reviews.vectors[order] * rng.uniform(0.25, 4, (len(order), 1))
    labels = [reviews.labels[i] for i in order]
    half = len(order) // 2
    expected_classes, expected = reference.fit_centroids(rows[:half], labels[:half])
    answer = student.fit_centroids(rows[:half], labels[:half])
    classes, centroids = check.unpack(answer, 2, ("classes", "centroids"))
    check.equal(classes, expected_classes, what="classes")
    check.array(centroids, expected, what="centroids")
    shuffled = rng.permutation(len(expected_classes))
    some_order, centroids = [expected_classes[i] for i in shuffled], expected[shuffled]
    args = far_from_a_tie(rows[half:], centroids), some_order, centroids
    check.equal(student.predict_centroids(*args), reference.predict_centroids(*args))


@points(1)
def test_a_tie_goes_to_the_earliest_in_classes(student, reference):
    cases = [
        ([1.0, 1.0], ["a", "b"], [[1.0, 0.0], [0.0, 1.0]]),
        ([1.0, 1.0], ["b", "a"], [[0.0, 4.0], [4.0, 0.0]]),
        ([4.0, 0.0], ["b", "a"], [[2.0, 0.0], [2.0, 0.0]]),
        ([1.0, 0.0, 0.0], ["c", "b", "a"], [[0.0, 2.0, 0.0], [0.0, 0.0, 2.0], [0.0, -2.0, 0.0]]),
        ([0.0, 1.0, 1.0], ["c", "b", "a"], [[8.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        ([0.0, -2.0, -2.0], ["b", "c", "a"], [[0.0, 0.0, 1.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    ]
    for row, classes, centroids in cases:
        args = np.array([row]), classes, np.array(centroids)
        check.equal(student.predict_centroids(*args), reference.predict_centroids(*args))


@points(0.5)
def test_names_may_be_long_and_come_as_a_list_a_tuple_or_an_array(student, reference):
    rows = np.array([[1.0, 0.0], [0.0, 2.0], [3.0, 1.0]])
    labels = ["no", "very positive indeed", "no"]
    centroids = np.array([[1.0, 0.25], [0.0, 1.0]])
    for kind in (list, tuple, np.array):
        answer = student.fit_centroids(rows, kind(labels))
        classes, _ = check.unpack(answer, 2, ("classes", "centroids"))
        check.equal(classes, reference.fit_centroids(rows, labels)[0], what="classes")
        got = student.predict_centroids(rows, kind(["no", "very positive indeed"]), centroids)
        check.equal(got, reference.predict_centroids(rows, ["no", "very positive indeed"], centroids))


@points(1)
def test_predicting_refuses_bad_input(student, reference):
    rows, centroids = np.array([[1.0, 2.0], [3.0, 1.0]]), np.array([[2.0, 0.0], [1.0, 4.0]])
    classes = ["a", "b"]
    right = reference.predict_centroids(rows, classes, centroids)
    check.equal(student.predict_centroids(rows, classes, centroids), right)

    def but(array, value):
        changed = array.copy()
        changed[1] = value
        return changed

    for bad_rows, bad_classes, bad_centroids in [
        (rows[:0], classes, centroids),
        (rows, [], centroids[:0]),
        (rows[0], classes, centroids),
        (rows[None], classes, centroids),
        (rows, classes, centroids[0]),
        (but(rows, [np.nan, 1.0]), classes, centroids),
        (but(rows, [1.0, np.inf]), classes, centroids),
        (rows, classes, but(centroids, [1.0, np.nan])),
        (rows, classes, but(centroids, [-np.inf, 1.0])),
        (rows, ["a"], centroids),
        (rows, ["a", "b", "c"], centroids),
        (rows[:, :1], classes, centroids),
        (rows, classes, np.ones((2, 3))),
        (but(rows, 0.0), classes, centroids),
        (rows, classes, but(centroids, 0.0)),
    ]:
        check.raises(ValueError, student.predict_centroids, bad_rows, bad_classes, bad_centroids)


@points(0.5)
def test_arguments_are_left_as_they_were(student, reference):
    rows, labels = np.array([[3.0, 0.0], [0.0, 2.0], [1.0, 1.0]]), ["b", "a", "b"]
    _, centroids = check.unpack(student.fit_centroids(rows, labels), 2, ("classes", "centroids"))
    check.unchanged(student)
    _, expected = reference.fit_centroids(rows, labels)
    check.array(centroids, expected, what="centroids")
    args = rows, ["b", "a"], np.array([[4.0, 1.0], [0.0, 2.0]])
    predictions = student.predict_centroids(*args)
    check.unchanged(student)
    check.equal(predictions, reference.predict_centroids(*args))
