"""Grades logistic_head. Not checked: speed, memory, the wording of errors."""

import numpy as np

from graders.kit import check, fixtures, points

LINE = np.array([[0.0], [4.0], [1.0], [6.0], [0.5], [9.0], [10.0], [5.0]])
PLANE = np.array([[0, 0], [4, 1], [0, 5], [1, 0], [5, 0], [1, 6], [0, 1], [20, 2]], float)


def check_answer(got, expected):
    predictions, probabilities = check.unpack(got, 2, ("predictions", "probabilities"))
    check.equal(predictions, expected[0], what="predictions")
    check.array(probabilities, expected[1], what="probabilities", rtol=0, atol=1e-4)


@points(1.5)
def test_the_test_rows_get_labels_and_probabilities(student, reference):
    test = np.array([[7.0, 1.0], [0.0, 0.0], [1.0, 4.0], [30.0, 2.0]])
    for train, labels, rows in [
        (LINE[:2], ["a", "b"], np.array([[0.0]])),
        (LINE[:4], ["a", "b", "a", "b"], np.array([[1.0], [9.0], [3.0]])),
        (LINE[:5], ["a", "b", "a", "b", "b"], np.array([[-2.0], [0.0], [8.0]])),
        (PLANE[:3], ["a", "b", "c"], test),
        (PLANE, ["a", "b", "c", "a", "b", "c", "b", "b"], test),
    ]:
        check_answer(student.fit_and_predict(train, labels, rows), reference.fit_and_predict(train, labels, rows))


@points(1)
def test_columns_are_the_classes_in_sorted_order(student, reference):
    for train, labels in [
        (LINE[:4], ["pos", "neg", "pos", "neg"]),
        (PLANE[:4], ["good", "bad", "Fair", "good"]),
        (PLANE[:6], ["c", "a", "b", "c", "d", "b"]),
        (PLANE[:5], ["9", "10", "8", "9", "10"]),
    ]:
        args = train, labels, train + 1
        check_answer(student.fit_and_predict(*args), reference.fit_and_predict(*args))


@points(1.5)
def test_accuracy_on_the_test_rows_after_training_on_the_first_rows(student, reference):
    test, truth = np.array([[0.0], [1.5], [3.0], [5.0], [8.0]]), ["a", "a", "b", "b", "a"]
    labels = ["a", "b", "a", "b", "b", "a", "a", "a"]
    for sizes in ([2], [2, 5, 8], [6, 2, 2]):
        args = LINE, labels, test, truth, sizes
        check.equal(student.accuracy_by_size(*args), reference.accuracy_by_size(*args))
    reviews = fixtures.embeddings("reviews")
    args = reviews.vectors[:60], reviews.labels[:60], reviews.vectors[60:120], reviews.labels[60:120], [10, 60]
    check.equal(student.accuracy_by_size(*args), reference.accuracy_by_size(*args))


@points(0.5)
def test_bad_input_is_refused(student, reference):
    rows, labels = LINE[:4], ["a", "b", "a", "a"]
    check_answer(student.fit_and_predict(rows, labels, rows), reference.fit_and_predict(rows, labels, rows))
    args = rows, labels, rows, labels, [3]
    check.equal(student.accuracy_by_size(*args), reference.accuracy_by_size(*args))
    for bad in (["a", "a", "a", "a"], labels[:3], [*labels, "b"]):
        check.raises(ValueError, student.fit_and_predict, rows, bad, rows)
    for sizes in ([1], [5], [3, 0]):
        check.raises(ValueError, student.accuracy_by_size, rows, labels, rows, labels, sizes)
