"""A Counter of pairs; true positives, false positives and false negatives; no table in between."""

from collections import Counter, OrderedDict
from fractions import Fraction

import numpy as np


def pairs_of(truth, predicted, labels):
    if len(set(labels)) < len(labels):
        raise ValueError("duplicate label")
    if len(truth) == 0 or len(truth) != len(predicted):
        raise ValueError("lengths")
    pairs = Counter(zip(truth, predicted))
    for pair in pairs:
        for label in pair:
            if label not in labels:
                raise ValueError(label)
    return pairs


def confusion_matrix(truth, predicted, labels):
    pairs = pairs_of(truth, predicted, labels)
    return np.array([[pairs[t, p] for p in labels] for t in labels], dtype=np.int32)


def classification_report(truth, predicted, labels):
    pairs = pairs_of(truth, predicted, labels)
    n = len(truth)
    report = OrderedDict(accuracy=Fraction(0), macro_f1=0, weighted_f1=0)
    for label in labels:
        tp = pairs[label, label]
        fp = sum(count for (t, p), count in pairs.items() if p == label != t)
        fn = sum(count for (t, p), count in pairs.items() if t == label != p)
        f1 = Fraction(2 * tp, 2 * tp + fp + fn) if tp else 0
        report["accuracy"] += Fraction(tp, n)
        report["macro_f1"] += Fraction(f1, len(labels))
        report["weighted_f1"] += Fraction(f1 * (tp + fn), n)
        report[str(label)] = {
            "support": tp + fn,
            "f1": float(f1),
            "recall": tp / (tp + fn) if tp else 0,
            "precision": tp / (tp + fp) if tp else 0,
        }
    for key in ("accuracy", "macro_f1", "weighted_f1"):
        report[key] = float(report[key])
    return report
