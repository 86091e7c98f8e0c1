"""The tolerance grows with the logits: `np.isclose` adds a share of their size to it.

Its `rtol` is 1e-5 unless you set it to 0, so logits of 4000 may differ by 0.04 and still be "close".
"""

import numpy as np


def differ(before, after, tolerance):
    return ~np.isclose(before, after, rtol=1e-5, atol=tolerance).all(axis=1)


def changed_positions(logits_of, token_ids, position, new_token, tolerance=1e-4):
    if position < 0 or position >= len(token_ids):
        raise ValueError(f"no position {position} among {len(token_ids)} tokens")
    if token_ids[position] == new_token:
        raise ValueError(f"position {position} holds {new_token} already")
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
