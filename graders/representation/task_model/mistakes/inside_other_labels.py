"""A label counts as found in any label that contains it, so "very positive" stands in for "positive"."""

import numpy as np


def score_texts(classifier, texts):
    if len(texts) == 0:
        raise ValueError("texts is empty")
    if any(not text.strip() for text in texts):
        raise ValueError("a text is blank")
    return classifier(list(texts), top_k=None)


def decode_scores(outputs, labels):
    if len(labels) < 2:
        raise ValueError("there must be two labels or more")
    found = []
    for i, output in enumerate(outputs):
        mine = []
        for label in labels:
            fitting = [item["score"] for item in output if label.lower() in item["label"].lower()]
            if not fitting:
                raise ValueError(f"document {i} has no label {label}")
            mine.append(fitting[-1])
        found.append(mine.index(max(mine)))
    return np.array(found)
