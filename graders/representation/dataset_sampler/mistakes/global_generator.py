"""The global generator is seeded and used: it gives other rows and changes everybody's random numbers."""

import numpy as np


def sample_rows(rows, n, seed):
    if n < 0 or n > len(rows):
        raise ValueError("n must be from 0 to the number of rows")
    np.random.seed(seed)
    order = np.random.permutation(len(rows))
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
