"""Grades classification_metrics. Not checked: speed, memory, the wording of errors, the order of keys."""

import numpy as np

from graders.kit import check, points

NAMES = ["positive", "negative", "neutral", "very positive", "Neutral", "mixed"]


def drawn(rng, n_docs, n_classes):
    """Return truth, predictions right in about half the texts, and the labels in some order."""
    labels = [NAMES[i] for i in rng.permutation(len(NAMES))[:n_classes]]
    truth = rng.choice(n_classes, n_docs, p=rng.dirichlet(np.full(n_classes, 2.0)))
    predicted = np.where(rng.random(n_docs) < 0.5, truth, rng.integers(n_classes, size=n_docs))
    return [labels[i] for i in truth], [labels[i] for i in predicted], labels


@points(1)
def test_other_confusions_are_counted(student, reference, rng):
    for n_docs, n_classes in [(4, 2), (60, 3), (200, 6)]:
        case = drawn(rng, n_docs, n_classes)
        check.array(student.confusion_matrix(*case), reference.confusion_matrix(*case))
    many = ["positive"] * 300 + ["negative"] * 20, ["positive"] * 310 + ["negative"] * 10, NAMES[:2]
    check.array(student.confusion_matrix(*many), reference.confusion_matrix(*many))


@points(1.5)
def test_other_reports_have_every_figure(student, reference, rng):
    for n_docs, n_classes in [(5, 2), (60, 3), (200, 6)]:
        case = drawn(rng, n_docs, n_classes)
        check.equal(student.classification_report(*case), reference.classification_report(*case))


@points(1)
def test_labels_that_do_not_occur_have_their_place(student, reference):
    for case in [
        (["b"], ["b"], ["a", "b"]),
        (["b"], ["a"], ["c", "b", "a"]),
        (list("bdbd"), list("bbdd"), list("edcba")),
        (list("aab"), list("cca"), list("dcba")),
    ]:
        check.array(student.confusion_matrix(*case), reference.confusion_matrix(*case))
        check.equal(student.classification_report(*case), reference.classification_report(*case))


@points(0.5)
def test_labels_come_as_a_list_a_tuple_or_an_array(student, reference):
    case = ["no", "yes, gladly", "no"], ["yes, gladly", "yes, gladly", "no"], ["yes, gladly", "no"]
    for kind in (list, tuple, np.array):
        args = tuple(kind(values) for values in case)
        check.array(student.confusion_matrix(*args), reference.confusion_matrix(*case))
        check.equal(student.classification_report(*args), reference.classification_report(*case))


@points(0.5)
def test_the_report_refuses_bad_input_too(student, reference):
    truth, predicted, labels = ["a", "b", "c", "a"], ["a", "c", "c", "b"], ["a", "b", "c"]
    got = student.classification_report(truth, predicted, labels)
    check.equal(got, reference.classification_report(truth, predicted, labels))
    for case in [
        (truth, [*predicted, "a"], labels),
        ([*truth, "a"], predicted, labels),
        ([], [], labels),
        (truth, ["a", "c", "C", "b"], labels),
        (["a", "b", "c", "d"], predicted, labels),
        (truth, predicted, ["a", "b", "c", "c"]),
        (["a", "a"], ["a", "a"], ["a", "b", "b"]),
    ]:
        check.raises(ValueError, student.classification_report, *case)


@points(0.5)
def test_arguments_are_left_as_they_were(student, reference):
    case = ["b", "a", "b"], ["a", "a", "b"], ["b", "a"]
    matrix = student.confusion_matrix(*case)
    check.unchanged(student)
    check.array(matrix, reference.confusion_matrix(*case))
    report = student.classification_report(*case)
    check.unchanged(student)
    check.equal(report, reference.classification_report(*case))
