"""The mode of every module is remembered by a context manager; the best candidate is found by max and a key."""

import contextlib
import itertools
from collections import OrderedDict

import numpy as np
import torch


@contextlib.contextmanager
def evaluating(model):
    modes = {module: module.training for module in model.modules()}
    model.eval()
    try:
        yield
    finally:
        for module, mode in modes.items():
            module.training = mode


@torch.no_grad()
def attention_maps(model, tokenizer, text):
    if len(text.strip()) == 0:
        raise ValueError("expected a text with at least one word")
    encoding = tokenizer(text)
    with evaluating(model):
        output = model(**{name: torch.tensor(value)[None] for name, value in encoding.items()}, output_attentions=True)
    maps = np.concatenate([np.asarray(layer) for layer in output.attentions])
    return encoding.tokens(), maps


def mean_over_heads(maps):
    return np.average(maps, axis=-3)


def pronoun_links(tokens, maps, pronoun, candidates):
    tokens = list(tokens)
    query, keys = tokens.index(pronoun), {word: tokens.index(word) for word in candidates}
    found = []
    for layer, head in itertools.product(*map(range, maps.shape[:2])):
        word = max(candidates, key=lambda word: maps[layer, head, query, keys[word]])
        weight = maps[layer, head, query, keys[word]].item()
        found.append(((-weight, layer, head), word))
    return [
        OrderedDict(layer=layer, head=head, candidate=word, weight=-minus)
        for (minus, layer, head), word in sorted(found)
    ]
