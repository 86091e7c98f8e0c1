"""One working list, in which each token is put back after its run; logits in single precision."""

import numpy as np


def run(logits_of, ids):
    return np.asarray(logits_of(ids), dtype=np.float32)


def exceeds(before, after, tolerance):
    return ~(abs(before - after) <= tolerance).all(axis=-1)


def changed_positions(logits_of, token_ids, position, new_token, tolerance=1e-4):
    n_tokens = len(token_ids)
    if n_tokens < 1 or not (position >= 0 and position < n_tokens):
        raise ValueError("position is outside the tokens")
    if new_token == token_ids[position]:
        raise ValueError("new_token changes nothing")
    ids = list(token_ids)
    before = run(logits_of, ids)
    ids[position] = new_token
    return exceeds(before, run(logits_of, ids), tolerance)


def find_leaks(logits_of, token_ids, new_token, tolerance=1e-4):
    ids, leaks = list(token_ids), []
    if not ids:
        return leaks
    before = run(logits_of, ids)
    for i in range(1, len(ids)):
        old, ids[i] = ids[i], new_token
        if old != new_token:
            moved = exceeds(before, run(logits_of, ids), tolerance)
            leaks += [(i, int(j)) for j in np.argwhere(moved[:i]).ravel()]
        ids[i] = old
    return leaks
