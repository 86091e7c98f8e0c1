"""The newest token is sent without the cache, so the model has forgotten everything before it.

What the model returns as `past_key_values` has to be passed in at the next call.
"""

import torch


def greedy_tokens(model, token_ids, new_tokens, use_cache):
    if len(token_ids) == 0:
        raise ValueError("token_ids must not be empty")
    if new_tokens < 1:
        raise ValueError("new_tokens must be at least 1")
    if len(token_ids) + new_tokens > model.config.n_positions:
        raise ValueError("prompt and new tokens do not fit into the model")
    was_training = model.training
    model.eval()
    tokens = list(token_ids)
    past = None
    with torch.no_grad():
        for _ in range(new_tokens):
            if use_cache and past is not None:
                ids = torch.tensor([tokens[-1:]])
            else:
                ids = torch.tensor([tokens])
            output = model(ids, use_cache=use_cache)
            if use_cache:
                past = output.past_key_values
            tokens.append(int(output.logits[0, -1].argmax()))
    model.train(was_training)
    return tokens[len(token_ids) :]


def cache_bytes(n_layers, n_heads, head_dim, n_tokens, bytes_per_value=4):
    return 2 * n_layers * n_heads * head_dim * n_tokens * bytes_per_value
