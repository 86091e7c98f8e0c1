"""Grades classification_metrics. Not checked: speed, memory, the wording of errors, the order of keys."""

import numpy as np

from graders.kit import check, points

CASES = [
    (["pos"], ["pos"], ["pos"]),
    (["pos", "neg"], ["pos", "neg"], ["pos", "neg"]),
    (["pos", "pos", "neg"], ["pos", "neg", "neg"], ["pos", "neg"]),
    (list("ppppnn"), list("pppnpn"), list("pn")),
    (list("aaabbbbcc"), list("aabbbbcca"), list("abc")),
    (list("abcabcaab"), list("bcabcaaba"), list("cab")),
]


@points(1)
def test_rows_are_the_truth_and_columns_the_predictions_in_the_order_of_labels(student, reference):
    for case in CASES:
        check.array(student.confusion_matrix(*case), reference.confusion_matrix(*case))


@points(2)
def test_the_report_has_every_figure(student, reference):
    for case in CASES:
        check.equal(student.classification_report(*case), reference.classification_report(*case))


@points(1)
def test_zero_divided_by_zero_counts_as_zero(student, reference):
    for case in [
        (["pos", "neg"], ["pos", "pos"], ["pos", "neg"]),
        (["pos", "pos", "pos"], ["pos", "neg", "pos"], ["pos", "neg"]),
        (["pos", "neg"], ["neg", "pos"], ["pos", "neg"]),
        (["pos", "neg", "pos"], ["pos", "pos", "pos"], ["neg", "mixed", "pos"]),
    ]:
        check.equal(student.classification_report(*case), reference.classification_report(*case))


@points(1)
def test_bad_input_is_refused(student, reference):
    truth, predicted, labels = list("aabb"), list("abba"), ["a", "b"]
    got = student.confusion_matrix(truth, predicted, labels)
    check.array(got, reference.confusion_matrix(truth, predicted, labels))
    for case in [
        (truth, predicted[:3], labels),
        (truth[:3], predicted, labels),
        ([], [], labels),
        (truth, list("abbc"), labels),
        (list("cabb"), predicted, labels),
        (truth, predicted, ["a", "b", "a"]),
        (np.array(truth[1:]), np.array(predicted), np.array(labels)),
    ]:
        check.raises(ValueError, student.confusion_matrix, *case)
