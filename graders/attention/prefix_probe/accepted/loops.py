"""Plain loops over nested lists; pairs as lists."""

import numpy as np


def largest_difference(one, other):
    largest = 0.0
    for a, b in zip(one, other):
        largest = max(largest, abs(a - b))
    return largest


def changed_positions(logits_of, token_ids, position, new_token, tolerance=1e-4):
    if len(token_ids) == 0:
        raise ValueError("no tokens")
    if position not in range(len(token_ids)):
        raise ValueError("no such position")
    if token_ids[position] == new_token:
        raise ValueError("nothing to replace")
    replaced = [new_token if i == position else token for i, token in enumerate(token_ids)]
    before, after = logits_of(token_ids).tolist(), logits_of(replaced).tolist()
    return np.array([largest_difference(a, b) > tolerance for a, b in zip(before, after)])


def find_leaks(logits_of, token_ids, new_token, tolerance=1e-4):
    leaks = []
    before = logits_of(token_ids).tolist()
    for changed in range(len(token_ids)):
        if token_ids[changed] == new_token:
            continue
        replaced = [new_token if i == changed else token for i, token in enumerate(token_ids)]
        after = logits_of(replaced).tolist()
        for affected in range(changed):
            if largest_difference(before[affected], after[affected]) > tolerance:
                leaks.append([affected, changed][::-1])
    return leaks
