"""Vectors are kept by text, so that repeats cost nothing and the order of answers and batches does not matter.

A service may leave an item out; a row of zeros or a shifted list would then go on as if it were data, so it is an
error. Vectors of length 1 make the dot product a cosine, and distances those of directions.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np


def embed_texts(
    client: Any, texts: Sequence[str], model: str = "text-embedding-3-small", batch_size: int = 64
) -> np.ndarray:
    _check(texts)
    if batch_size < 1:
        raise ValueError(f"batch_size must be at least 1, got {batch_size}")
    distinct = list(dict.fromkeys(texts))
    vectors: dict[str, list[float]] = {}
    for start in range(0, len(distinct), batch_size):
        batch = distinct[start : start + batch_size]
        answer = client.embeddings.create(model=model, input=batch)
        vectors.update((batch[item.index], item.embedding) for item in answer.data)
        for text in batch:
            if text not in vectors:
                raise ValueError(f"the answer has no embedding of {text!r}")
    return np.array([vectors[text] for text in texts])


def encode_texts(encoder: Any, texts: Sequence[str]) -> np.ndarray:
    _check(texts)
    vectors: np.ndarray = encoder.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
    return vectors


def _check(texts: Sequence[str]) -> None:
    if len(texts) == 0:
        raise ValueError("texts must hold at least one text, got none")
    for text in texts:
        if not text.strip():
            raise ValueError(f"texts must not be blank, got {text!r}")
