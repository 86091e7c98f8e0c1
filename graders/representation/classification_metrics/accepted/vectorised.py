"""One-hot arrays and whole-array arithmetic; numpy scalars throughout."""

import numpy as np


def one_hot(values, labels):
    hot = np.asarray(values)[:, None] == np.asarray(labels)[None, :]
    if not (hot.sum(axis=1) == 1).all():
        raise ValueError("each text needs exactly one of the labels")
    return hot


def confusion_matrix(truth, predicted, labels):
    if len(labels) != len(np.unique(labels)):
        raise ValueError("labels repeat")
    if len(truth) != len(predicted) or not len(truth):
        raise ValueError("truth and predicted do not fit together")
    return one_hot(truth, labels).astype(np.int64).T @ one_hot(predicted, labels)


def classification_report(truth, predicted, labels):
    table = confusion_matrix(truth, predicted, labels)
    hits, predictions, support = table.diagonal(), table.sum(axis=0), table.sum(axis=1)
    precision = hits / np.maximum(predictions, 1)
    recall = hits / np.maximum(support, 1)
    f1 = 2 * hits / np.maximum(predictions + support, 1)
    report = {
        label: {"precision": p, "recall": r, "f1": f, "support": s}
        for label, p, r, f, s in zip(labels, precision, recall, f1, support)
    }
    report["accuracy"] = np.mean(np.asarray(truth) == np.asarray(predicted))
    report["macro_f1"] = f1.mean()
    report["weighted_f1"] = f1 @ support / support.sum()
    return report
