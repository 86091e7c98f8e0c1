"""Objects that are made where a student's function runs, from fixtures, by name.

The grader only ever holds a `Handle`; a model, a tokenizer or an API client itself never crosses the wire.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .values import Handle

FIXTURES = Path(os.environ.get("LAB_FIXTURES", Path(__file__).parents[2] / "fixtures"))

exchange: Callable[[str, dict[str, Any]], dict[str, Any]] | None = None
"""Answers a request of a recorded API client; set where the recordings can be reached."""


def make(handle: Handle) -> Any:
    """Return the object a handle names; models are loaded once a process."""
    options = dict(handle.options)
    return MAKERS[handle.kind](handle.name, **options)


def one_thread() -> None:
    """Keep torch and progress bars from starting threads, which would make forking unsafe."""
    import torch
    import tqdm

    torch.set_num_threads(1)
    tqdm.tqdm.monitor_interval = 0


def preload(name: str) -> None:
    """Load a model and its tokenizer before workers are forked, so that they share it."""
    _load_model(name)
    tokenizer(name)


@functools.cache
def _load_model(name: str) -> Any:
    import json

    import torch
    import transformers

    one_thread()
    folder = FIXTURES / "models" / name
    config = json.loads((folder / "config.json").read_text())
    kind = getattr(transformers, config["architectures"][0])
    transformers.utils.logging.disable_progress_bar()
    if (folder / "model.safetensors").exists():
        return kind.from_pretrained(folder, attn_implementation="eager", dtype=torch.float32).eval()
    torch.manual_seed(0)
    built = transformers.AutoConfig.from_pretrained(folder, attn_implementation="eager")
    return kind(built).eval()


def model(name: str, training: bool = False, on_forward: Callable[[int], None] | None = None) -> Any:
    """Return a transformers model with eager attention, in evaluation mode unless `training`.

    `on_forward` is told how many tokens go into each forward pass.
    """
    import torch

    loaded = _load_model(name).train(training)
    if training:
        torch.manual_seed(0)  # code that forgets about dropout must at least be wrong in the same way each time
    if (earlier := _observed.pop(name, None)) is not None:
        earlier.remove()
    if on_forward is not None:
        # At the embeddings, so that it does not matter by which way a model is called.
        embeddings = loaded.get_input_embeddings()
        _observed[name] = embeddings.register_forward_pre_hook(lambda _, args: on_forward(int(args[0].shape[-1])))
    return loaded


_observed: dict[str, Any] = {}


@functools.cache
def tokenizer(name: str) -> Any:
    """Return a model's tokenizer."""
    import transformers

    return transformers.AutoTokenizer.from_pretrained(FIXTURES / "models" / name)


def pipeline(name: str, on_call: Callable[[], None] | None = None, **options: Any) -> Any:
    """Return a text-classification pipeline; `on_call` is told of each call of it."""
    import transformers

    made = transformers.pipeline(
        "text-classification", model=model(name), tokenizer=tokenizer(name), device="cpu", **options
    )
    if on_call is not None:
        made.__class__ = _observed_pipeline(type(made), on_call)
    return made


def _observed_pipeline(kind: Any, on_call: Callable[[], None]) -> type:
    def call(self: Any, *args: Any, **kwargs: Any) -> Any:
        on_call()
        return kind.__call__(self, *args, **kwargs)

    return type(kind.__name__, (kind,), {"__call__": call})


@functools.cache
def encoder(name: str, normalized: bool = True) -> Any:
    """Return a SentenceTransformer; without its last module, which makes the vectors' length 1, if not `normalized`."""
    import sentence_transformers
    import transformers

    if not normalized:
        return sentence_transformers.SentenceTransformer(
            modules=list(encoder(name, normalized=True))[:-1], device="cpu"
        )
    transformers.utils.logging.disable_progress_bar()
    return sentence_transformers.SentenceTransformer(str(FIXTURES / "models" / name), device="cpu")


def generate(name: str, prompt: list[int]) -> Callable[[int, bool], list[int]]:
    """Return `generate(new_tokens, use_cache)`, greedy decoding of a GPT-2 after a fixed prompt."""
    import torch

    gpt2 = model(name)

    def generate(new_tokens: int, use_cache: bool) -> list[int]:
        with torch.no_grad():
            ids = gpt2.generate(
                torch.tensor([prompt]),
                attention_mask=torch.ones(1, len(prompt), dtype=torch.long),
                max_new_tokens=new_tokens,
                min_new_tokens=new_tokens,
                do_sample=False,
                use_cache=use_cache,
                pad_token_id=0,
            )
        return [int(i) for i in ids[0, len(prompt) :]]

    return generate


def logits_of(name: str) -> Callable[[Any], Any]:
    """Return `logits_of(token_ids)`, the logits of a causal model as an array (n_tokens, vocab_size)."""
    import torch

    language_model = model(name)

    def logits_of(token_ids: Any) -> Any:
        with torch.no_grad():
            return language_model(torch.tensor([list(token_ids)])).logits[0].numpy()

    return logits_of


def client(name: str, provider: str) -> Any:
    """Return a real API client whose requests are answered by the recording called `name`."""
    from . import api_client

    if exchange is None:
        raise RuntimeError("no recordings can be reached from here")
    return api_client.make_client(provider, functools.partial(exchange, name))


MAKERS: dict[str, Callable[..., Any]] = {
    "model": model,
    "tokenizer": tokenizer,
    "pipeline": pipeline,
    "encoder": encoder,
    "generate": generate,
    "logits_of": logits_of,
    "client": client,
}
