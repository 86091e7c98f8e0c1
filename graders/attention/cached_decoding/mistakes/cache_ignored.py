"""With the cache, too, the whole sequence is read again for each token: use_cache makes no difference.

The tokens are right, so only the work shows that there is no cache.
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
    with torch.no_grad():
        for _ in range(new_tokens):
            ids = torch.tensor([tokens])
            output = model(ids)
            tokens.append(int(output.logits[0, -1].argmax()))
    model.train(was_training)
    return tokens[len(token_ids) :]


def cache_bytes(n_layers, n_heads, head_dim, n_tokens, bytes_per_value=4):
    return 2 * n_layers * n_heads * head_dim * n_tokens * bytes_per_value
