"""One loop serves both kinds: all that differs is what the model is given next, and whether the cache goes along.

The first call gets the prompt in any case. With a cache every later one gets the newest token alone; the model
takes its position from the length of the cache. Sending the whole sequence along with the cache would make it read
everything twice, at wrong positions.

Only the last row of the logits matters: it is the prediction after the newest token.
"""

from collections.abc import Sequence
from typing import Any


def greedy_tokens(model: Any, token_ids: Sequence[int], new_tokens: int, use_cache: bool) -> list[int]:
    import torch

    room = model.config.n_positions
    if len(token_ids) == 0:
        raise ValueError("token_ids must be at least one token, got none")
    if new_tokens < 1:
        raise ValueError(f"new_tokens must be at least 1, got {new_tokens}")
    if len(token_ids) + new_tokens > room:
        raise ValueError(f"token_ids and new_tokens must be at most {room}, got {len(token_ids)} + {new_tokens}")
    sequence, cache = list(token_ids), None
    training = model.training
    model.eval()
    try:
        with torch.no_grad():
            for _ in range(new_tokens):
                given = sequence if cache is None else sequence[-1:]
                output = model(torch.tensor([given]), past_key_values=cache, use_cache=use_cache)
                sequence.append(int(output.logits[0, -1].argmax()))
                cache = output.past_key_values
    finally:
        model.train(training)
    return sequence[len(token_ids) :]


def cache_bytes(n_layers: int, n_heads: int, head_dim: int, n_tokens: int, bytes_per_value: int = 4) -> int:
    keys_and_values = 2
    return keys_and_values * n_layers * n_heads * head_dim * n_tokens * bytes_per_value
