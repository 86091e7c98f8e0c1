"""A table of counts, and every figure read off it.

Each figure is a share of a row, of a column or of the whole table, so once the table is right there is one
place left to go wrong: which way it lies. A label nobody predicted has no precision to speak of; 0 is the
cautious reading, it pulls the macro mean down rather than passing over the label in silence.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole else 0.0


def confusion_matrix(truth: Sequence[str], predicted: Sequence[str], labels: Sequence[str]) -> np.ndarray:
    """Count pairs in a table whose places are looked up once."""
    place = {label: i for i, label in enumerate(labels)}
    if len(place) != len(labels):
        raise ValueError(f"labels must be different from each other, got {list(labels)}")
    if len(truth) != len(predicted) or len(truth) == 0:
        raise ValueError(f"truth and predicted must hold one label per text, got {len(truth)} and {len(predicted)}")
    for name, given in (("truth", truth), ("predicted", predicted)):
        unknown = [label for label in given if label not in place]
        if unknown:
            raise ValueError(f"{name} must hold only labels of {list(labels)}, got {str(unknown[0])!r}")
    matrix = np.zeros((len(labels), len(labels)), dtype=int)
    for true, found in zip(truth, predicted, strict=True):
        matrix[place[true], place[found]] += 1
    return matrix


def classification_report(truth: Sequence[str], predicted: Sequence[str], labels: Sequence[str]) -> dict[str, Any]:
    """Read the figures off the rows (truth) and columns (predictions) of the table."""
    matrix = confusion_matrix(truth, predicted, labels)
    report: dict[str, Any] = {}
    for i, label in enumerate(labels):
        precision = _share(matrix[i, i], matrix[:, i].sum())
        recall = _share(matrix[i, i], matrix[i].sum())
        report[str(label)] = {
            "precision": precision,
            "recall": recall,
            "f1": _share(2 * precision * recall, precision + recall),
            "support": int(matrix[i].sum()),
        }
    f1 = [row["f1"] for row in report.values()]
    return report | {
        "accuracy": float(np.trace(matrix) / matrix.sum()),
        "macro_f1": float(np.mean(f1)),
        "weighted_f1": float(np.average(f1, weights=matrix.sum(axis=1))),
    }
