"""The library's own generate, with end-of-sequence made impossible by min_new_tokens."""

import numpy as np
import torch


def greedy_tokens(model, token_ids, new_tokens, use_cache):
    if len(token_ids) < 1:
        raise ValueError("token_ids is empty")
    if new_tokens < 1:
        raise ValueError("new_tokens < 1")
    if len(token_ids) + new_tokens > model.config.max_position_embeddings:
        raise ValueError("too long")
    training, model = model.training, model.eval()
    try:
        out = model.generate(
            input_ids=torch.as_tensor(token_ids).unsqueeze(0),
            max_new_tokens=new_tokens,
            min_new_tokens=new_tokens,
            num_beams=1,
            do_sample=False,
            use_cache=use_cache,
        )
    finally:
        model.train(training)
    return out[0].numpy()[len(token_ids) :]


def cache_bytes(n_layers, n_heads, head_dim, n_tokens, bytes_per_value=4):
    return np.prod([2, n_layers, n_heads, head_dim, n_tokens, bytes_per_value], dtype=np.int64)
