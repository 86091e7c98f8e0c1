"""An empty prompt and new_tokens below 1 are not refused.

Without a round of the loop an empty list comes back, as if that were an answer.
"""

import torch


def greedy_tokens(model, token_ids, new_tokens, use_cache):
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
            output = model(ids, past_key_values=past, use_cache=use_cache)
            if use_cache:
                past = output.past_key_values
            tokens.append(int(output.logits[0, -1].argmax()))
    model.train(was_training)
    return tokens[len(token_ids) :]


def cache_bytes(n_layers, n_heads, head_dim, n_tokens, bytes_per_value=4):
    return 2 * n_layers * n_heads * head_dim * n_tokens * bytes_per_value
