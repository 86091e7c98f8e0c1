"""The mean is taken over the layers, not over the heads.

The axes of the maps are layers, heads, queries, keys: heads are axis 1.
"""

import numpy as np
import torch


def attention_maps(model, tokenizer, text):
    if not text.strip():
        raise ValueError("text must not be blank")
    encoded = tokenizer(text, return_tensors="pt")
    training = model.training
    model.eval()
    with torch.no_grad():
        attentions = model(**encoded, output_attentions=True).attentions
    model.train(training)
    tokens = tokenizer.convert_ids_to_tokens(encoded["input_ids"][0])
    return tokens, np.stack([layer[0].numpy() for layer in attentions])


def mean_over_heads(maps):
    return maps.mean(axis=0)


def pronoun_links(tokens, maps, pronoun, candidates):
    if len(candidates) == 0:
        raise ValueError("no candidates")
    for word in [pronoun, *candidates]:
        if word not in tokens:
            raise ValueError(f"{word} is not among the tokens")
    row = tokens.index(pronoun)
    links = []
    for layer in range(maps.shape[0]):
        for head in range(maps.shape[1]):
            weights = [maps[layer, head, row, tokens.index(word)] for word in candidates]
            best = int(np.argmax(weights))
            links.append({"layer": layer, "head": head, "candidate": candidates[best], "weight": float(weights[best])})
    return sorted(links, key=lambda link: (-link["weight"], link["layer"], link["head"]))
