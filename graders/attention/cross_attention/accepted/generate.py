"""The library's own generate; the attention it reports is put together step by step."""

import numpy as np
import torch


def cross_maps(model, tokenizer, source, steps=2):
    if not source.strip() or steps < 1:
        raise ValueError("source must not be blank and steps must be positive")
    encoding = tokenizer(source, return_tensors="pt")
    mode = model.training
    model.eval()
    out = model.generate(
        **encoding,
        max_new_tokens=steps,
        do_sample=False,
        num_beams=1,
        output_attentions=True,
        return_dict_in_generate=True,
    )
    model.train(mode)
    layers = zip(*out.cross_attentions)
    maps = torch.stack([torch.cat([step[0] for step in layer], dim=1) for layer in layers])
    target = out.sequences[0, 1:]
    return (
        tokenizer.convert_ids_to_tokens(encoding.input_ids[0]),
        tokenizer.convert_ids_to_tokens(target),
        maps.numpy().astype(np.float64),
    )


def focus_per_step(maps):
    return np.argmax(maps.mean(axis=0).mean(axis=0), axis=1)
