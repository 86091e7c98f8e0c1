"""The matrix holds shares of each row instead of counts.

Shares make a good picture; but a row of three texts then looks as weighty as one of three hundred.
"""

import numpy as np


def check(truth, predicted, labels):
    if len(truth) != len(predicted) or len(truth) == 0:
        raise ValueError("truth and predicted must have the same length, at least 1")
    if len(set(labels)) != len(labels):
        raise ValueError("labels holds a label twice")
    if not set(truth) <= set(labels) or not set(predicted) <= set(labels):
        raise ValueError("a label is not in labels")


def confusion_matrix(truth, predicted, labels):
    check(truth, predicted, labels)
    labels = list(labels)
    matrix = np.zeros((len(labels), len(labels)), dtype=int)
    for t, p in zip(truth, predicted):
        matrix[labels.index(t), labels.index(p)] += 1
    totals = matrix.sum(axis=1, keepdims=True)
    return matrix / np.where(totals == 0, 1, totals)


def share(part, whole):
    return part / whole if whole else 0.0


def classification_report(truth, predicted, labels):
    check(truth, predicted, labels)
    matrix = np.array([[sum(t == a and p == b for t, p in zip(truth, predicted)) for b in labels] for a in labels])
    report = {}
    for i, label in enumerate(labels):
        precision = share(matrix[i, i], matrix[:, i].sum())
        recall = share(matrix[i, i], matrix[i].sum())
        f1 = share(2 * precision * recall, precision + recall)
        report[label] = {"precision": precision, "recall": recall, "f1": f1, "support": matrix[i].sum()}
    scores = [report[label]["f1"] for label in labels]
    supports = [report[label]["support"] for label in labels]
    report["accuracy"] = np.trace(matrix) / len(truth)
    report["macro_f1"] = sum(scores) / len(scores)
    report["weighted_f1"] = sum(f * s for f, s in zip(scores, supports)) / sum(supports)
    return report
