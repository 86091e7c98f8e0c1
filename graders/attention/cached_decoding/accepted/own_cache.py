"""A DynamicCache of its own, positions and mask written out, and one call more than needed at the end."""

import torch
from transformers import DynamicCache


@torch.inference_mode()
def _continue(model, prompt, new_tokens, cache):
    ids = torch.tensor(prompt).reshape(1, -1)
    logits = _call(model, ids, ids.shape[1], cache)
    found = []
    for _ in range(new_tokens):
        newest = torch.argmax(logits[:, -1, :], dim=-1, keepdim=True)
        found.append(newest.item())
        ids = torch.cat([ids, newest], dim=1)
        logits = _call(model, ids if cache is None else newest, ids.shape[1], cache)
    return tuple(found)


def _call(model, ids, total, cache):
    positions = torch.arange(total - ids.shape[1], total).unsqueeze(0)
    mask = torch.ones(1, total, dtype=torch.long)
    hidden = model.transformer(
        input_ids=ids, position_ids=positions, attention_mask=mask, past_key_values=cache, use_cache=cache is not None
    ).last_hidden_state
    return model.lm_head(hidden)


def greedy_tokens(model, token_ids, new_tokens, use_cache):
    prompt = list(token_ids)
    if prompt == []:
        raise ValueError("empty prompt")
    if not 1 <= new_tokens <= model.config.n_positions - len(prompt):
        raise ValueError(f"cannot write {new_tokens} tokens after {len(prompt)}")
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    found = _continue(model, prompt, new_tokens, DynamicCache() if use_cache else None)
    for module, mode in modes:
        module.training = mode
    return found


def cache_bytes(n_layers, n_heads, head_dim, n_tokens, bytes_per_value=4):
    keys = values = n_tokens * head_dim * bytes_per_value
    return sum(keys + values for _ in range(n_layers) for _ in range(n_heads))
