"""Plain loops; whole numbers where a weight happens to be 0 or 1, tokens as a tuple."""

import numpy as np
import torch


def attention_maps(model, tokenizer, text):
    if text.split() == []:
        raise ValueError("no text")
    ids = tokenizer.encode(text)
    mode = model.training
    model.train(False)
    with torch.inference_mode():
        output = model(torch.tensor([ids]), output_attentions=True)
    if mode:
        model.train()
    maps = [[head.tolist() for head in layer[0]] for layer in output["attentions"]]
    return tuple(tokenizer.convert_ids_to_tokens(i) for i in ids), np.array(maps)


def mean_over_heads(maps):
    means = np.zeros((maps.shape[0], *maps.shape[2:]))
    for layer, heads in enumerate(maps):
        for head in heads:
            means[layer] += head / len(heads)
    return means


def first(tokens, word):
    for place, token in enumerate(tokens):
        if token == word:
            return place
    raise ValueError(f"{word!r} is not a token")


def pronoun_links(tokens, maps, pronoun, candidates):
    row, columns = first(tokens, pronoun), [first(tokens, word) for word in candidates]
    if not columns:
        raise ValueError("candidates are needed")
    links = []
    for layer, heads in enumerate(maps):
        for head, weights in enumerate(heads):
            best, highest = None, -1.0
            for word, column in zip(candidates, columns):
                if weights[row][column] > highest:
                    best, highest = word, weights[row][column]
            links.append(
                dict(weight=int(highest) if highest in (0, 1) else highest, candidate=best, head=head, layer=layer)
            )
    links.sort(key=lambda link: link["weight"], reverse=True)
    return links
