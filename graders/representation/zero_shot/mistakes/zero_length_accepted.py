"""A vector of length 0, which points nowhere, gets a label instead of being refused.

A small number in the denominator keeps numpy from warning, and argmax finds the first label among zeros.
"""

import numpy as np


def zero_shot_labels(embed, texts, descriptions):
    if len(texts) == 0:
        raise ValueError("no texts")
    if len(descriptions) < 2:
        raise ValueError("expected at least two labels")
    if any(not description.strip() for description in descriptions.values()):
        raise ValueError("a description is blank")
    labels = list(descriptions)
    text_vectors = embed(list(texts))
    label_vectors = embed([descriptions[label] for label in labels])
    text_lengths = np.linalg.norm(text_vectors, axis=1, keepdims=True)
    label_lengths = np.linalg.norm(label_vectors, axis=1, keepdims=True)
    similarities = (text_vectors / (text_lengths + 1e-12)) @ (label_vectors / (label_lengths + 1e-12)).T
    best = similarities.argmax(axis=1)
    return [labels[i] for i in best], similarities
