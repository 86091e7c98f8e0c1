"""Handles: name what is made where the student's function runs; see `graders.sandbox.handles`."""

from __future__ import annotations

from graders.sandbox.values import Handle


def model(name: str, training: bool = False) -> Handle:
    """Return a handle of a transformers model with eager attention."""
    return Handle("model", name, (("training", training),))


def tokenizer(name: str) -> Handle:
    """Return a handle of a model's tokenizer."""
    return Handle("tokenizer", name)


def pipeline(name: str, top_k: int | None = None) -> Handle:
    """Return a handle of a text-classification pipeline."""
    return Handle("pipeline", name, (("top_k", top_k),) if top_k else ())


def encoder(name: str = "tiny-encoder") -> Handle:
    """Return a handle of a SentenceTransformer."""
    return Handle("encoder", name)


def generate(name: str, prompt: list[int]) -> Handle:
    """Return a handle of `generate(new_tokens, use_cache)` on a GPT-2 after a fixed prompt."""
    return Handle("generate", name, (("prompt", prompt),))


def logits_of(name: str) -> Handle:
    """Return a handle of `logits_of(token_ids)` on a causal model."""
    return Handle("logits_of", name)
