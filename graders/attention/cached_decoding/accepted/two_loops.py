"""A loop for each kind; the newest row only is asked of the model, and the mode is put back by name."""

import torch


def greedy_tokens(model, token_ids, new_tokens, use_cache):
    if len(token_ids) == 0 or new_tokens < 1:
        raise ValueError("there must be a token before and a token after")
    if len(token_ids) + new_tokens > model.config.n_positions:
        raise ValueError("the model has too few positions")
    training = model.training
    model.eval()
    with torch.no_grad():
        new = _cached(model, token_ids, new_tokens) if use_cache else _uncached(model, token_ids, new_tokens)
    if training:
        model.train()
    return new


def _cached(model, token_ids, new_tokens):
    output = model(torch.tensor([token_ids]), use_cache=True, logits_to_keep=1)
    new = [output.logits.argmax().item()]
    while len(new) < new_tokens:
        output = model(input_ids=torch.tensor([[new[-1]]]), past_key_values=output.past_key_values, use_cache=True)
        new.append(output.logits.argmax().item())
    return new


def _uncached(model, token_ids, new_tokens):
    new = []
    while len(new) < new_tokens:
        logits = model(torch.tensor([[*token_ids, *new]])).logits
        new += logits[:, -1].argmax(-1).tolist()
    return new


def cache_bytes(n_layers, n_heads, head_dim, n_tokens, bytes_per_value=4):
    return n_layers * 2 * (n_heads * head_dim) * n_tokens * bytes_per_value
