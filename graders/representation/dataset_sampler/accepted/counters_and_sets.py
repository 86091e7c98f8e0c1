"""Counter, a regular expression and a set of what was listed."""

import re
from collections import Counter, OrderedDict

import numpy as np


def sample_rows(rows: list[dict], n: int, seed: int) -> list[dict]:
    if n not in range(len(rows) + 1):
        raise ValueError(f"n = {n} is out of range for {len(rows)} rows")
    generator = np.random.default_rng(seed)
    return tuple(rows[position] for position in generator.permutation(len(rows)).tolist())[:n]


def label_counts(rows):
    try:
        found = Counter(row["label"] for row in rows)
    except KeyError as error:
        raise ValueError("a row lacks its label") from error
    return OrderedDict((label, found[label]) for label in sorted(found))


def fold(text):
    return re.sub(r"\s+", " ", text).strip().casefold()


def shared_texts(train, test):
    remaining = set(map(fold, (row["text"] for row in test)))
    result = []
    for row in train:
        if fold(row["text"]) in remaining:
            remaining.remove(fold(row["text"]))
            result.append(row["text"])
    return result
