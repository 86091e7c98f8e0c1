"""The probabilities are compared, not the logits: they hardly move where all logits move together.

A softmax does not change at all when every logit grows by the same amount, and it shrinks every other difference.
"""

import numpy as np


def softmax(logits):
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


def differ(before, after, tolerance):
    return np.abs(softmax(after) - softmax(before)).max(axis=1) > tolerance


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
