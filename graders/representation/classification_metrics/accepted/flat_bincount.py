"""Numbers the cells of the table and counts them with bincount; Python ints and floats."""

import numpy as np


def confusion_matrix(truth, predicted, labels):
    labels, truth, predicted = list(labels), list(truth), list(predicted)
    n = len(labels)
    if any(labels.count(label) > 1 for label in labels):
        raise ValueError("duplicate")
    if not truth:
        raise ValueError("empty")
    cells = [labels.index(t) * n + labels.index(p) for t, p in zip(truth, predicted, strict=True)]
    return np.bincount(cells, minlength=n * n).reshape(n, n)


def classification_report(truth, predicted, labels):
    table = confusion_matrix(truth, predicted, labels).tolist()
    everything = sum(map(sum, table))
    report, right, macro, weighted = {}, 0, 0.0, 0.0
    for i, label in enumerate(labels):
        support = sum(table[i])
        given = sum(row[i] for row in table)
        try:
            precision = table[i][i] / given
        except ZeroDivisionError:
            precision = 0
        try:
            recall = table[i][i] / support
        except ZeroDivisionError:
            recall = 0
        f1 = 0 if precision == 0 or recall == 0 else 2 / (1 / precision + 1 / recall)
        report[label] = dict(precision=precision, recall=recall, f1=f1, support=support)
        right += table[i][i]
        macro += f1
        weighted += f1 * support
    return {
        **report,
        "accuracy": right / everything,
        "macro_f1": macro / len(table),
        "weighted_f1": weighted / everything,
    }
