"""One function on top of the other, with the model's answers remembered for the length of a search."""

import numpy as np


def changed_positions(logits_of, token_ids, position, new_token, tolerance=1e-4):
    if not token_ids:
        raise ValueError("token_ids is empty")
    if position < 0 or position > len(token_ids) - 1:
        raise ValueError(f"position {position} is not one of 0 to {len(token_ids) - 1}")
    before = tuple(token_ids)
    if before[position] == new_token:
        raise ValueError(f"token {new_token} is there already")
    after = before[:position] + (new_token,) + before[position + 1 :]
    difference = np.subtract(logits_of(after), logits_of(before))
    return np.greater(np.linalg.norm(difference, ord=np.inf, axis=1), tolerance)


def find_leaks(logits_of, token_ids, new_token, tolerance=1e-4):
    answers = {}

    def remembering(ids):
        if ids not in answers:
            answers[ids] = logits_of(ids)
        return answers[ids]

    leaks = []
    for changed, token in enumerate(token_ids):
        if token != new_token:
            moved = changed_positions(remembering, token_ids, changed, new_token, tolerance)
            leaks.extend((changed, affected) for affected in range(changed) if moved[affected])
    return leaks
