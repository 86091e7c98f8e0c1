"""The rows as an object array; labels counted by np.unique; results as arrays and numpy scalars."""

import numpy as np


def sample_rows(rows, n, seed):
    if not 0 <= n <= len(rows):
        raise ValueError("n")
    table = np.empty(len(rows), dtype=object)
    table[:] = rows
    return np.random.default_rng(seed).permutation(table)[:n]


def label_counts(rows):
    if any("label" not in row for row in rows):
        raise ValueError("label")
    labels, counts = np.unique(np.array([row["label"] for row in rows]), return_counts=True)
    return dict(zip(labels, counts))


def fold(rows):
    return np.array([" ".join(row["text"].split()).casefold() for row in rows], dtype=object)


def shared_texts(train, test):
    if not train or not test:
        return []
    _, first = np.unique(fold(train), return_index=True)
    first = np.sort(first)
    keep = first[np.isin(fold(train)[first].astype(str), fold(test).astype(str))]
    return np.array([train[i]["text"] for i in keep], dtype=str)
