"""The maps have one axis too many: that of the batch, which holds a single source."""

import numpy as np
import torch


def cross_maps(model, tokenizer, source, steps=2):
    if not source.strip():
        raise ValueError("source must not be blank")
    if steps < 1:
        raise ValueError("steps must be at least 1")
    inputs = tokenizer(source, return_tensors="pt")
    was_training = model.training
    model.eval()
    start = model.config.decoder_start_token_id
    target = []
    with torch.no_grad():
        for _ in range(steps):
            logits = model(**inputs, decoder_input_ids=torch.tensor([[start] + target])).logits
            target.append(int(logits[0, -1].argmax()))
            if target[-1] == tokenizer.eos_token_id:
                break
        output = model(**inputs, decoder_input_ids=torch.tensor([[start] + target[:-1]]), output_attentions=True)
    model.train(was_training)
    maps = np.stack([layer.numpy() for layer in output.cross_attentions])
    source_tokens = tokenizer.convert_ids_to_tokens(inputs["input_ids"][0])
    return source_tokens, tokenizer.convert_ids_to_tokens(target), maps


def focus_per_step(maps):
    return [int(step.argmax()) for step in maps.mean(axis=(0, 1))]
