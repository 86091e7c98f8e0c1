"""A copy of the model is put into evaluation mode; numpy's sorting and numpy's own types."""

import copy

import numpy as np
import torch


def attention_maps(model, tokenizer, text):
    if not text or text.isspace():
        raise ValueError("text is blank")
    copied = copy.deepcopy(model.base_model).eval()
    batch = tokenizer([text], return_tensors="pt", padding=True, truncation=True)
    with torch.no_grad():
        attentions = copied(input_ids=batch["input_ids"], output_attentions=True, return_dict=True).attentions
    maps = torch.stack(attentions, dim=1).squeeze(0).detach().cpu().numpy().astype(np.float64)
    return np.array(tokenizer.convert_ids_to_tokens(batch["input_ids"][0].tolist())), maps


def mean_over_heads(maps):
    return np.einsum("lhqk->lqk", maps) / maps.shape[1]


def pronoun_links(tokens, maps, pronoun, candidates):
    tokens, candidates = np.asarray(tokens), np.asarray(candidates, dtype=str)
    if candidates.size == 0 or not np.isin([pronoun, *candidates], tokens).all():
        raise ValueError("pronoun and candidates must be tokens")
    places = [int(np.flatnonzero(tokens == word)[0]) for word in candidates]
    at = maps[:, :, int(np.flatnonzero(tokens == pronoun)[0])][..., places]
    weight, best = at.max(axis=-1), at.argmax(axis=-1)
    layer, head = np.indices(weight.shape)
    order = np.lexsort((head.ravel(), layer.ravel(), -weight.ravel()))
    return tuple(
        {
            "layer": layer.flat[i],
            "head": head.flat[i],
            "candidate": candidates[best.flat[i]],
            "weight": weight.flat[i],
        }
        for i in order
    )
