"""A copy is shuffled; everything else by loops over lists."""

import numpy as np


def sample_rows(rows, n, seed):
    if n < 0:
        raise ValueError("n is negative")
    if len(rows) < n:
        raise ValueError("n is larger than the data")
    copy = [dict(row) for row in rows]
    np.random.default_rng(seed).shuffle(copy)
    del copy[n:]
    return copy


def label_counts(rows):
    labels = []
    for row in rows:
        if row.get("label") is None:
            raise ValueError("no label")
        labels.append(row["label"])
    result = {}
    for label in sorted(labels):
        result[label] = labels.count(label)
    return result


def same(one, other):
    return one.split() == other.split() or one.casefold().split() == other.casefold().split()


def shared_texts(train, test):
    shared = []
    for row in train:
        text = row["text"]
        if any(same(text, other["text"]) for other in test) and not any(same(text, s) for s in shared):
            shared.append(text)
    return shared
