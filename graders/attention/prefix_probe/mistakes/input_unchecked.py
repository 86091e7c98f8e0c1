"""A position outside the tokens, or a token replaced by itself, is not refused.

For Python -1 is the last position, and a replacement that changes nothing proves nothing.
"""

import numpy as np


def differ(before, after, tolerance):
    return np.abs(after - before).max(axis=1) > tolerance


def changed_positions(logits_of, token_ids, position, new_token, tolerance=1e-4):
    changed = list(token_ids)
    changed[position] = new_token
    return differ(logits_of(token_ids), logits_of(changed), tolerance)


def find_leaks(logits_of, token_ids, new_token, tolerance=1e-4):
    before = logits_of(token_ids) if len(token_ids) else None
    leaks = []
    for position in range(len(token_ids)):
        if token_ids[position] == new_token:
            continue
        changed = list(token_ids)
        changed[position] = new_token
        affected = differ(before, logits_of(changed), tolerance)
        leaks += [(position, earlier) for earlier in range(position) if affected[earlier]]
    return leaks
