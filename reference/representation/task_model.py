"""A pipeline's answer is turned into a look-up table per document, and the table is asked for the given labels only.

The pipeline sorts each row by score, so a place in the row says nothing about the label. Labels that nobody asked for
never enter the comparison: a review that is mostly neutral still leans to one side, and that side is the question.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np


def score_texts(classifier: Any, texts: Sequence[str]) -> list[list[dict[str, Any]]]:
    if len(texts) == 0:
        raise ValueError("texts must hold at least one text, got none")
    for text in texts:
        if not text.strip():
            raise ValueError(f"texts must not be blank, got {text!r}")
    scores: list[list[dict[str, Any]]] = classifier(list(texts), top_k=None)  # not a tuple: that is a pair of texts
    return scores


def decode_scores(outputs: Sequence[Sequence[Mapping[str, Any]]], labels: Sequence[str]) -> np.ndarray:
    if len(labels) < 2:
        raise ValueError(f"labels must hold two labels or more, got {len(labels)}")
    table = []
    for number, output in enumerate(outputs):
        scores = {str(item["label"]).casefold(): item["score"] for item in output}
        missing = [str(label) for label in labels if label.casefold() not in scores]
        if missing:
            raise ValueError(f"document {number} of outputs has no score for {missing[0]!r}")
        table.append([scores[label.casefold()] for label in labels])
    return np.array(table).argmax(axis=1)  # the first of equals
