"""A repeatable sample, the counts of its labels, and the texts that train and test share.

The sample takes indices from one permutation, so a smaller sample is the beginning of a larger one with
the same seed, and nothing is drawn twice. A generator of its own leaves the global random state to
others. Texts are folded for comparing only: what is handed back is the text as train has it, because that
is what one looks for in the file.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np


def sample_rows(rows: Sequence[dict[str, Any]], n: int, seed: int) -> list[dict[str, Any]]:
    """Take the first n of a seeded permutation; a slice would not notice an n out of range."""
    if not 0 <= n <= len(rows):
        raise ValueError(f"n must be from 0 to the number of rows, {len(rows)}, got {n}")
    return [rows[i] for i in np.random.default_rng(seed).permutation(len(rows))[:n]]


def label_counts(rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Count, then sort the keys: a dict keeps the order in which it is filled."""
    for i, row in enumerate(rows):
        if "label" not in row:
            raise ValueError(f"rows must all have a label, got none in row {i}")
    return dict(sorted(Counter(row["label"] for row in rows).items()))


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


def shared_texts(train: Sequence[dict[str, Any]], test: Sequence[dict[str, Any]]) -> list[str]:
    """Map each folded text to its first spelling: `setdefault` keeps the first, the dict the order."""
    spellings: dict[str, str] = {}
    for row in train:
        spellings.setdefault(_fold(row["text"]), row["text"])
    tested = {_fold(row["text"]) for row in test}
    return [spelling for folded, spelling in spellings.items() if folded in tested]
