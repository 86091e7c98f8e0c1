"""The logits of the untouched tokens are worked out once; each replacement is a copy and one more run.

A leak may show in one logit of fifty thousand, so the largest difference is taken: a mean would thin it out, and
a sum would add up harmless rounding over the vocabulary until it looks like a leak.
"""

from collections.abc import Callable, Sequence

import numpy as np


def changed_positions(
    logits_of: Callable[[Sequence[int]], np.ndarray],
    token_ids: Sequence[int],
    position: int,
    new_token: int,
    tolerance: float = 1e-4,
) -> np.ndarray:
    if not 0 <= position < len(token_ids):
        raise ValueError(f"position must be one of {len(token_ids)} tokens, counted from 0, got {position}")
    if token_ids[position] == new_token:
        raise ValueError(f"new_token must differ from the token at position {position}, got {new_token} too")
    return _differs(logits_of(token_ids), logits_of(_replaced(token_ids, position, new_token)), tolerance)


def find_leaks(
    logits_of: Callable[[Sequence[int]], np.ndarray],
    token_ids: Sequence[int],
    new_token: int,
    tolerance: float = 1e-4,
) -> list[tuple[int, int]]:
    if len(token_ids) == 0:
        return []
    before = logits_of(token_ids)
    leaks = []
    # Nothing stands before position 0, so it has nothing to leak into.
    for changed in range(1, len(token_ids)):
        if token_ids[changed] != new_token:
            after = logits_of(_replaced(token_ids, changed, new_token))
            earlier = _differs(before, after, tolerance)[:changed]
            leaks += [(changed, int(affected)) for affected in np.flatnonzero(earlier)]
    return leaks


def _replaced(token_ids: Sequence[int], position: int, new_token: int) -> list[int]:
    return [*token_ids[:position], new_token, *token_ids[position + 1 :]]


def _differs(before: np.ndarray, after: np.ndarray, tolerance: float) -> np.ndarray:
    return np.abs(after - before).max(axis=-1) > tolerance
