"""The decoder predicts token j while it stands on token j - 1, or on the start token for the first.

So what the decoder is given is one place behind what it writes, and the rows of a pass over (start, token 0, …,
token k - 2) belong to tokens 0 to k - 1. The pass that predicts the last token is just this one: every row is
taken from it, since a causal decoder's earlier rows do not change. A pass over the finished target would have
one row more, and dropping the first instead of the last shifts all by a step.

The source is encoded once; only the decoder runs again.
"""

from typing import Any

import numpy as np


def cross_maps(model: Any, tokenizer: Any, source: str, steps: int = 2) -> tuple[list[str], list[str], np.ndarray]:
    import torch

    if not source.strip():
        raise ValueError(f"source must not be blank, got {source!r}")
    if steps < 1:
        raise ValueError(f"steps must be at least 1, got {steps}")
    encoded = tokenizer(source, return_tensors="pt")
    written = [model.config.decoder_start_token_id]
    training = model.training
    model.eval()
    try:
        with torch.no_grad():
            read = model.get_encoder()(**encoded)
            while len(written) <= steps and written[-1] != model.config.eos_token_id:
                output = model(encoder_outputs=read, decoder_input_ids=torch.tensor([written]), output_attentions=True)
                written.append(int(output.logits[0, -1].argmax()))
    finally:
        model.train(training)
    names = tokenizer.convert_ids_to_tokens
    return names(encoded["input_ids"][0]), names(written[1:]), torch.cat(output.cross_attentions).numpy()


def focus_per_step(maps: np.ndarray) -> list[int]:
    focus: list[int] = maps.mean(axis=(0, 1)).argmax(axis=-1).tolist()
    return focus
