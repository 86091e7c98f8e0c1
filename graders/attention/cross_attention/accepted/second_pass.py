"""generate for the tokens, then one pass over the finished target, whose shifted copy the model makes itself."""

import copy

import numpy as np
import torch


def cross_maps(model, tokenizer, source, steps=2):
    if source.isspace() or source == "":
        raise ValueError("blank")
    if steps <= 0:
        raise ValueError("steps")
    model = copy.deepcopy(model).eval()
    ids = tokenizer(source, return_tensors="pt").input_ids
    with torch.inference_mode():
        target = model.generate(ids, attention_mask=torch.ones_like(ids), max_new_tokens=steps, do_sample=False)[:, 1:]
        output = model(input_ids=ids, labels=target, output_attentions=True)
    maps = np.concatenate([layer.cpu().numpy() for layer in output["cross_attentions"]], axis=0)
    names = np.array(tokenizer.convert_ids_to_tokens([*ids[0].tolist(), *target[0].tolist()]))
    return names[: ids.shape[1]], list(names[ids.shape[1] :]), maps


def focus_per_step(maps):
    flat = maps.reshape(-1, *maps.shape[-2:])
    return [max(range(maps.shape[-1]), key=flat.sum(axis=0)[step].__getitem__) for step in range(maps.shape[-2])]
