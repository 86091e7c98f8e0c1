"""The weights are the model's own: one forward pass hands out those of every layer.

Dropout acts on attention weights too, so a model in training mode gives other ones each time, and rows that do not
sum to 1; without gradients is not without dropout. The mode is put back even if the model fails, because whoever
trains it would not notice.

A row belongs to the one who looks. The column of the pronoun tells who looks at the pronoun, which is another
question and often has another answer.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np


def attention_maps(model: Any, tokenizer: Any, text: str) -> tuple[list[str], np.ndarray]:
    import torch

    if not text.strip():
        raise ValueError(f"text must not be blank, got {text!r}")
    encoded = tokenizer(text, return_tensors="pt")
    training = model.training
    model.eval()
    try:
        with torch.no_grad():
            attentions = model(**encoded, output_attentions=True).attentions
    finally:
        model.train(training)
    return tokenizer.convert_ids_to_tokens(encoded["input_ids"][0]), torch.cat(attentions).numpy()


def mean_over_heads(maps: np.ndarray) -> np.ndarray:
    return maps.mean(axis=1)


def pronoun_links(
    tokens: Sequence[str], maps: np.ndarray, pronoun: str, candidates: Sequence[str]
) -> list[dict[str, object]]:
    missing = [word for word in (pronoun, *candidates) if word not in tokens]
    if missing:
        raise ValueError(f"pronoun and candidates must be among tokens, got {missing[0]!r}")
    if not candidates:
        raise ValueError("candidates must be at least one word, got none")
    places = [tokens.index(word) for word in candidates]
    weights = maps[:, :, tokens.index(pronoun), places]
    best = weights.argmax(axis=-1)  # the first of equals
    links: list[dict[str, object]] = [
        {"layer": layer, "head": head, "candidate": candidates[k], "weight": float(weights[layer, head, k])}
        for (layer, head), k in np.ndenumerate(best)
    ]
    return sorted(links, key=lambda link: -link["weight"])  # stable: equals keep their order of layer and head
