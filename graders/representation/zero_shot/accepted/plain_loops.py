"""Descriptions first; loops and math; the strictly greater similarity wins."""

import math

import numpy as np


def cosine(one, other):
    lengths = math.hypot(*one) * math.hypot(*other)
    if lengths == 0:
        raise ValueError("length 0")
    return sum(a * b for a, b in zip(one, other)) / lengths


def zero_shot_labels(embed, texts, descriptions):
    if len(texts) < 1:
        raise ValueError("texts")
    if len(descriptions) in (0, 1):
        raise ValueError("labels")
    for description in descriptions.values():
        if description.isspace() or description == "":
            raise ValueError("blank")
    described = embed(list(descriptions.values())).tolist()
    embedded = embed([str(text) for text in texts]).tolist()
    table = np.empty((len(texts), len(descriptions)))
    chosen = []
    for i, row in enumerate(embedded):
        best, highest = None, -math.inf
        for j, (label, column) in enumerate(zip(descriptions, described)):
            table[i, j] = cosine(row, column)
            if table[i, j] > highest:
                best, highest = label, table[i, j]
        chosen.append(best)
    return tuple(chosen), table
