"""Handles: name what is made where the student's function runs; see `graders.sandbox.handles`."""

from __future__ import annotations

from collections.abc import Callable

from graders.sandbox.values import Handle


def model(name: str, training: bool = False, on_forward: Callable[[int], None] | None = None) -> Handle:
    """Return a handle of a transformers model with eager attention.

    `on_forward(n_tokens)` is called before each forward pass, with the number of tokens that go into it.
    """
    observer = (("on_forward", on_forward),) if on_forward else ()
    return Handle("model", name, (("training", training), *observer))


def tokenizer(name: str) -> Handle:
    """Return a handle of a model's tokenizer."""
    return Handle("tokenizer", name)


def pipeline(name: str, top_k: int | None = None, on_call: Callable[[], None] | None = None) -> Handle:
    """Return a handle of a text-classification pipeline; `on_call()` is called at each call of it."""
    given = (("top_k", top_k), ("on_call", on_call))
    return Handle("pipeline", name, tuple((key, value) for key, value in given if value))


def encoder(name: str = "tiny-encoder", normalized: bool = True) -> Handle:
    """Return a handle of a SentenceTransformer, whose vectors have any length if not `normalized`."""
    return Handle("encoder", name, (("normalized", normalized),))


def generate(name: str, prompt: list[int]) -> Handle:
    """Return a handle of `generate(new_tokens, use_cache)` on a GPT-2 after a fixed prompt."""
    return Handle("generate", name, (("prompt", prompt),))


def logits_of(name: str) -> Handle:
    """Return a handle of `logits_of(token_ids)` on a causal model."""
    return Handle("logits_of", name)
