"""An n out of range is not refused: -1 gives all rows but one, and one too large gives all of them.

A slice never complains; it takes what there is, and counts a negative end from behind.
"""

import numpy as np


def sample_rows(rows, n, seed):
    order = np.random.default_rng(seed).permutation(len(rows))
    return [rows[i] for i in order[:n]]


def label_counts(rows):
    counts = {}
    for row in rows:
        if "label" not in row:
            raise ValueError("a row has no label")
        counts[row["label"]] = counts.get(row["label"], 0) + 1
    return {label: counts[label] for label in sorted(counts)}


def fold(text):
    return " ".join(text.casefold().split())


def shared_texts(train, test):
    tested = {fold(row["text"]) for row in test}
    seen, shared = set(), []
    for row in train:
        folded = fold(row["text"])
        if folded in tested and folded not in seen:
            seen.add(folded)
            shared.append(row["text"])
    return shared
