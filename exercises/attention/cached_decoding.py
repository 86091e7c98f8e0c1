"""Write on with a decoder, with and without its key-value cache, and work out what the cache costs.

A decoder predicts one token at a time. Without a cache it reads the whole sequence again for each of them.
But nothing later changes the keys and values of an earlier token, so they can be kept: then only the newest
token has to go through the layers. The tokens are the same, the work is not, and the price is memory.

transformers models take and return the cache as `past_key_values`. You may import torch and transformers.
Sources: Radford et al. 2019 (GPT-2); Shazeer 2019, "Fast Transformer Decoding", section 2.4 (incremental decoding).
"""

from collections.abc import Sequence
from typing import Any


def greedy_tokens(model: Any, token_ids: Sequence[int], new_tokens: int, use_cache: bool) -> list[int]:
    """Continue a prompt with the most likely token, again and again.

    Both kinds of run give the same tokens. What differs is what the model is given:
    with the cache, the prompt once, and after that one token a call (the newest) together with the cache;
    without it, the whole sequence so far at each call.

    Parameters
    ----------
    model : transformers model of the GPT-2 kind
        With `n_positions` in its config, in evaluation or in training mode. It leaves in the mode it came in.
        Dropout does not act in either mode, and no random state is changed.
    token_ids : list or tuple of int
        The prompt, at least one token; it does not hold the model's pad token. Not changed.
    new_tokens : int
        How many tokens to write, at least 1.
    use_cache : bool
        Whether to keep keys and values from one call to the next.

    Returns
    -------
    list of int
        The new tokens only, without the prompt, always exactly new_tokens of them: end-of-sequence does not
        stop it.

    Raises
    ------
    ValueError
        token_ids is empty, new_tokens is below 1, or prompt and new tokens together are more than the model's
        `n_positions` (as many as that are allowed).

    Examples
    --------
    >>> from transformers import AutoModelForCausalLM
    >>> model = AutoModelForCausalLM.from_pretrained("fixtures/models/tiny-gpt2")
    >>> greedy_tokens(model, [31, 32, 33, 34, 35, 31, 32], 3, use_cache=True)
    [33, 34, 35]
    >>> greedy_tokens(model, [31, 32, 33, 34, 35, 31, 32], 3, use_cache=False)
    [33, 34, 35]
    """
    raise NotImplementedError


def cache_bytes(n_layers: int, n_heads: int, head_dim: int, n_tokens: int, bytes_per_value: int = 4) -> int:
    """Work out the memory that the keys and values of one sequence take.

    For each token, every head of every layer keeps one key and one value, each of head_dim numbers.

    Parameters
    ----------
    n_layers, n_heads, head_dim : int
        Size of the model; head_dim is that of one head.
    n_tokens : int
        Tokens in the cache.
    bytes_per_value : int
        Size of one number: 4 for float32, 2 for float16.

    Returns
    -------
    int
        Bytes.

    Examples
    --------
    >>> cache_bytes(n_layers=1, n_heads=1, head_dim=1, n_tokens=1)
    8

    GPT-2 in float16, with its 1024 positions full, 36 MiB:

    >>> cache_bytes(12, 12, 64, 1024, bytes_per_value=2) // 2**20
    36
    """
    raise NotImplementedError
