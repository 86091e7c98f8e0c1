"""Grades logistic_head. Not checked: speed, memory, the wording of errors."""

import numpy as np

from graders.kit import check, fixtures, points

LINE = np.array([[0.0], [4.0], [1.0], [6.0], [0.5], [9.0], [10.0], [5.0]])


def check_answer(got, expected):
    predictions, probabilities = check.unpack(got, 2, ("predictions", "probabilities"))
    check.equal(predictions, expected[0], what="predictions")
    check.array(probabilities, expected[1], what="probabilities", rtol=0, atol=1e-4)


def drawn(rng, n_train, n_test):
    """Return reviews in another order, the first two of different labels: train and test rows, each with labels."""
    reviews = fixtures.embeddings("reviews")
    order = rng.permutation(len(reviews.labels))
    other = next(i for i, row in enumerate(order) if reviews.labels[row] != reviews.labels[order[0]])
    order[[1, other]] = order[[other, 1]]
    labels = [reviews.labels[row] for row in order]
    split = slice(n_train, n_train + n_test)
    return reviews.vectors[order[:n_train]], labels[:n_train], reviews.vectors[order[split]], labels[split]


def clear(probabilities):
    """Tell for which rows the best class leads by 1e-3 or more, so that the solver's rounding decides nothing."""
    second, best = np.sort(probabilities, axis=1)[:, -2:].T
    return best - second >= 1e-3


@points(1)
def test_other_real_reviews_are_classified(student, reference, rng):
    for n_train, seed in [(2, 42), (80, int(rng.integers(1000)))]:
        train, labels, test, _ = drawn(rng, n_train, 40)
        predictions, probabilities = reference.fit_and_predict(train, labels, test, seed)
        kept = clear(probabilities)
        expected = np.array(predictions)[kept].tolist(), probabilities[kept]
        check_answer(student.fit_and_predict(train, labels, test[kept], seed), expected)


@points(1)
def test_other_real_reviews_give_a_learning_curve(student, reference, rng):
    train, labels, test, truth = drawn(rng, 60, 60)
    sizes = [60, int(rng.integers(10, 40))]
    keep = np.ones(len(truth), dtype=bool)
    for size in sizes:
        keep &= clear(reference.fit_and_predict(train[:size], labels[:size], test)[1])
    args = train, labels, test[keep], [label for label, kept in zip(truth, keep, strict=True) if kept], sizes
    check.equal(student.accuracy_by_size(*args), reference.accuracy_by_size(*args))


@points(0.5)
def test_a_test_label_that_was_not_trained_on_counts_as_wrong(student, reference):
    test = np.array([[0.0], [1.0], [6.0], [8.0], [12.0]])
    labels = ["a", "b", "a", "b", "a", "c", "c", "b"]
    for truth, sizes in [
        (["a", "a", "b", "b", "new"], [2]),
        (["a", "a", "c", "c", "c"], (3, 8)),
        (["new", "new", "new", "new", "new"], [4]),
    ]:
        args = LINE, labels, test, truth, sizes
        check.equal(student.accuracy_by_size(*args), reference.accuracy_by_size(*args))


@points(0.5)
def test_rows_of_any_length_are_used_as_they_are(student, reference):
    rows = np.array([[0.25, 8.0], [0.5, 2.0], [4.0, 1.0], [3.0, 9.0], [0.125, 0.0]])
    labels = ["b", "a", "a", "b", "a"]
    for scale in (0.0625, 4.0):
        args = rows * scale, labels, np.array([[1.0, 6.0], [2.0, 2.0], [0.5, 0.25]]) * scale
        check_answer(student.fit_and_predict(*args), reference.fit_and_predict(*args))
    truth = ["b", "b", "a"]
    test = np.array([[0.125, 3.0], [6.0, 18.0], [0.5, 0.25]])
    args = rows, labels, test, truth, [2, 5]
    check.equal(student.accuracy_by_size(*args), reference.accuracy_by_size(*args))


@points(0.5)
def test_the_fit_may_take_more_than_a_hundred_iterations(student, reference):
    # Columns of very different scale are slow to fit; this one takes about 140 iterations.
    rows = [[480.0, 1.6875], [640.0, 0.5625], [320.0, 1.0], [864.0, 0.8125], [768.0, 0.5]]
    rows += [[416.0, 0.8125], [704.0, 1.0625], [864.0, 1.0], [448.0, 1.25]]
    args = np.array(rows), list("caabccaba"), np.array(rows)
    check_answer(student.fit_and_predict(*args), reference.fit_and_predict(*args))


@points(0.5)
def test_labels_come_as_a_list_a_tuple_or_an_array(student, reference):
    train, labels = LINE[:6], ["no", "yes, gladly", "no", "yes, gladly", "no", "perhaps"]
    test, truth = np.array([[0.0], [5.0], [11.0]]), ["no", "yes, gladly", "perhaps"]
    for kind in (list, tuple, np.array):
        got = student.fit_and_predict(train, kind(labels), test)
        check_answer(got, reference.fit_and_predict(train, labels, test))
        got = student.accuracy_by_size(train, kind(labels), test, kind(truth), [6])
        check.equal(got, reference.accuracy_by_size(train, labels, test, truth, [6]))


@points(1)
def test_every_bad_size_or_length_is_refused(student, reference):
    labels, test, truth = list("aabbabba"), np.array([[0.0], [3.0], [7.0]]), list("aab")
    args = LINE, labels, test, truth, [8, 3]
    check.equal(student.accuracy_by_size(*args), reference.accuracy_by_size(*args))
    for case in [
        (LINE, labels, test, truth, [0]),
        (LINE, labels, test, truth, [-1]),
        (LINE, labels, test, truth, [4, 9]),
        (LINE, labels, test, truth, [2]),
        (LINE, labels, test, truth, [8, 3, 2]),
        (LINE, ["a"] * 8, test, truth, [8]),
        (LINE, labels[:7], test, truth, [4]),
        (LINE[:7], labels, test, truth, [4]),
        (LINE, labels, test, truth[:2], [4]),
        (LINE, labels, test[:2], truth, [4]),
        (LINE, labels, test, truth[:1], [4]),
    ]:
        check.raises(ValueError, student.accuracy_by_size, *case)


@points(0.5)
def test_arguments_and_random_state_are_left_as_they_were(student, reference):
    labels, test, truth = list("abababbb"), np.array([[0.0], [3.0], [7.0]]), list("aab")
    answer = student.fit_and_predict(LINE, labels, test, 7)
    check.unchanged(student)
    check_answer(answer, reference.fit_and_predict(LINE, labels, test, 7))
    args = LINE, labels, test, truth, [6, 2]
    accuracies = student.accuracy_by_size(*args)
    check.unchanged(student)
    check.equal(accuracies, reference.accuracy_by_size(*args))
