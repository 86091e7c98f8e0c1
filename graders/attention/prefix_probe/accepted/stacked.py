"""All runs in one array, compared at once; token ids travel as numpy arrays, leaks as a tuple of pairs."""

import numpy as np


def changed_positions(logits_of, token_ids, position, new_token, tolerance=1e-4):
    ids = np.array(token_ids, dtype=int)
    if not 0 <= position < ids.size:
        raise ValueError(f"position {position}")
    if ids[position] == new_token:
        raise ValueError(f"new_token {new_token}")
    runs = np.stack([logits_of(ids), logits_of(np.where(np.arange(ids.size) == position, new_token, ids))])
    return np.ptp(runs, axis=0).max(axis=-1) > tolerance


def find_leaks(logits_of, token_ids, new_token, tolerance=1e-4):
    ids = np.array(token_ids, dtype=int)
    places = np.flatnonzero(ids != new_token)
    if places.size == 0:
        return ()
    copies = np.tile(ids, (places.size, 1))
    copies[np.arange(places.size), places] = new_token
    runs = np.stack([logits_of(copy) for copy in copies])
    moved = np.any(np.abs(runs - logits_of(ids)) > tolerance, axis=2)
    rows, affected = np.nonzero(moved & (np.arange(ids.size) < places[:, None]))
    return tuple(zip(places[rows], affected))
