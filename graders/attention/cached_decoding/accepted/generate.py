"""The library's own generate, with end-of-sequence taken out of its stopping."""

import torch


def greedy_tokens(model, token_ids, new_tokens, use_cache):
    n_prompt = len(token_ids)
    if not n_prompt or new_tokens <= 0 or n_prompt + new_tokens > model.config.n_positions:
        raise ValueError("need a prompt, a new token, and room for both")
    mode = model.training
    model.eval()
    prompt = torch.tensor([list(token_ids)])
    ids = model.generate(
        prompt,
        attention_mask=torch.ones_like(prompt),
        max_new_tokens=new_tokens,
        do_sample=False,
        use_cache=use_cache,
        eos_token_id=None,
        pad_token_id=0,
    )
    model.train(mode)
    return ids[0, n_prompt:].tolist()


def cache_bytes(n_layers, n_heads, head_dim, n_tokens, bytes_per_value=4):
    per_token = n_layers * n_heads * head_dim * bytes_per_value
    return 2 * per_token * n_tokens
