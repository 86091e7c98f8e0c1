"""Zero-shot classification by the cosine of text and label description.

Texts and descriptions go to the encoder together, in one call, and are parted again by their number. The labels
themselves are names for people and stay out of it: "pos" or "1" says nothing to an encoder.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np


def zero_shot_labels(
    embed: Callable[[list[str]], np.ndarray], texts: Sequence[str], descriptions: Mapping[str, str]
) -> tuple[list[str], np.ndarray]:
    """Embed everything at once and compare directions; `argmax` takes the first of equals."""
    if len(texts) == 0:
        raise ValueError("texts must hold at least one text, got none")
    if len(descriptions) < 2:
        raise ValueError(f"descriptions must hold two labels or more, got {len(descriptions)}")
    for label, description in descriptions.items():
        if not description.strip():
            raise ValueError(f"descriptions must not be blank, got {description!r} for {label!r}")
    vectors = embed([*texts, *descriptions.values()])
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    if (lengths == 0).any():
        raise ValueError(f"embed must give vectors longer than 0, got one of length 0 at row {int(lengths.argmin())}")
    directions = vectors / lengths
    similarities = directions[: len(texts)] @ directions[len(texts) :].T
    labels = list(descriptions)
    return [labels[best] for best in similarities.argmax(axis=1)], similarities
