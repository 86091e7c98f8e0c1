"""The page of the unit attention, first half: formulas, an encoder's heads, pronouns, cross-attention."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from graders.kit import handle
from graders.sandbox import handles

from . import formulas, pictures
from .desk import Desk, Waits
from .page import Item, Picture, Section, Table, Words, section
from .pictures import COLOURS, colour_bar, heatmap
from .request import Request

SENTENCE = "the boys rescued the girls because they were brave ."
# Sentences of a pair differ in the last word only, and with it in whom the pronoun means.
PAIRS = (
    ("they", ("boys", "girls"), SENTENCE, "the boys rescued the girls because they were scared ."),
    ("he", ("king", "uncle"), "the king followed the uncle because he was lost .",
     "the king followed the uncle because he was wise ."),
)  # fmt: skip
PRONOUNS = ("he", "she", "it", "they")
PRONOUN_HEAD = (2, 0)
TRANSLATION = "translate: the red cat often sees a big house"


def sections(desk: Desk, request: Request) -> list[Section]:
    """Return the first sections of the page."""
    sentence = request.text or SENTENCE
    return [
        section(
            desk,
            "Why divide by √dim",
            "Dot products grow with the number of dimensions. Undivided, softmax puts nearly all weight on one key.",
            formulas.scaling(desk),
        ),
        section(
            desk,
            "Where a token is",
            "Attention alone knows no order. Each position gets a pattern of slow and fast waves of its own.",
            formulas.positions(desk),
        ),
        section(
            desk,
            "What each head looks at",
            "A small DistilBERT reads a sentence. Each square is one head: a row is a token that looks, a column one "
            "that is looked at.",
            heads(desk, sentence),
        ),
        section(
            desk,
            "Whom does the pronoun mean?",
            "One word at the end decides who “they” are. A head that has learned this looks at another noun.",
            pronouns(desk, request.text),
        ),
        section(
            desk,
            "What a translation looks at",
            "T5 writes French word by word. Before each word its cross-attention asks the English sentence.",
            translation(desk, request.text),
        ),
    ]


def heads(desk: Desk, sentence: str) -> Iterator[Item]:
    """All heads of tiny-coref on a sentence, and the mean over heads."""
    yield from _unknown("tiny-coref", sentence)
    tokens, maps = _maps(desk, sentence)
    n_layers, n_heads = maps.shape[:2]
    many = len(tokens) > 18
    figure, grid = pictures.canvas(n_layers, n_heads, width=2.9 * n_heads, height=2.7 * n_layers + 0.4)
    for (layer, head), axes in np.ndenumerate(grid):
        rows = () if head or many else tokens
        columns = tokens if layer == n_layers - 1 and not many else ()
        image = heatmap(axes, maps[layer, head], columns, rows, f"layer {layer}, head {head}", size=8)
        axes.set_aspect("equal")
        if not rows:
            axes.set_yticks([])
        if not columns:
            axes.set_xticks([])
    figure.supxlabel("key: the token looked at", fontsize=10)
    figure.supylabel("query: the token that looks", fontsize=10)
    colour_bar(figure, image, grid, "attention weight")
    yield Picture(
        "heads",
        pictures.png(figure, 90),
        f"Heatmaps of {n_layers} layers with {n_heads} heads each over the tokens {' '.join(tokens)}.",
        f"“{sentence}” Bright is much weight; each row sums to 1. Look for columns that everybody looks at, and for "
        "heads that find one particular word.",
    )
    means = desk.call("encoder_attention.mean_over_heads", maps)
    figure, grid = pictures.canvas(1, n_layers, width=3.9 * n_layers, height=4.2)
    for layer, axes in enumerate(grid[0]):
        image = heatmap(axes, means[layer], tokens, tokens if layer == 0 else (), f"layer {layer}", size=8)
        axes.set(aspect="equal", xlabel="key")
        if layer:
            axes.set_yticks([])
    grid[0][0].set_ylabel("query")
    colour_bar(figure, image, grid, "mean weight")
    yield Picture(
        "mean-over-heads",
        pictures.png(figure, 90),
        f"Heatmaps of the mean over {n_heads} heads, one for each of {n_layers} layers.",
        "The mean over heads is easier to read, and hides exactly the one head that does something special.",
    )


def pronouns(desk: Desk, text: str | None) -> Iterator[Item]:
    """Minimal pairs side by side, and the heads that link the pronoun most strongly."""
    for pronoun, candidates, *pair in PAIRS:
        yield _pair(desk, pronoun, candidates, pair)
    asked: list[tuple[str, Sequence[str], str]] = [(p, nouns, each) for p, nouns, *pair in PAIRS for each in pair]
    if text and (found := _pronoun_in(handles.tokenizer("tiny-coref").tokenize(text))):
        asked.insert(0, (*found, text))
    rows = []
    for word, nouns, sentence in asked:
        tokens, maps = _maps(desk, sentence)
        links = desk.call("encoder_attention.pronoun_links", tokens, maps, word, list(nouns))
        best = next(link for link in links if (link["layer"], link["head"]) == PRONOUN_HEAD)
        first = links[0]
        strongest = f"{first['candidate']}, {first['weight']:.2f} (layer {first['layer']}, head {first['head']})"
        rows.append((sentence, word, f"{best['candidate']}, {best['weight']:.2f}", strongest))
    layer, head = PRONOUN_HEAD
    header = ("sentence", "pronoun", f"layer {layer}, head {head} looks at", "the strongest link of all heads")
    yield Table(header, rows, "What pronoun_links finds. A strong link is not yet a right one.")


def _pair(desk: Desk, pronoun: str, candidates: Sequence[str], pair: Sequence[str]) -> Picture:
    layer, head = PRONOUN_HEAD
    figure, grid = pictures.canvas(1, 2, width=10, height=4.8)
    found = []
    for axes, sentence in zip(grid[0], pair, strict=True):
        tokens, maps = _maps(desk, sentence)
        weights, row = maps[layer, head], tokens.index(pronoun)
        place = max((tokens.index(word) for word in candidates), key=lambda column: float(weights[row, column]))
        found.append(f"{tokens[place]} where it ends in {tokens[-3]}")
        title = f"… {tokens[-3]}: {pronoun} = {tokens[place]}"
        image = heatmap(axes, weights, tokens, tokens, title, "key", "query")
        axes.set(aspect="equal")
        pictures.square(axes, row, 0, width=len(tokens))
    colour_bar(figure, image, grid, "attention weight")
    return Picture(
        f"pronoun-{pronoun}",
        pictures.png(figure),
        f"Two heatmaps of layer {layer}, head {head}: the row of “{pronoun}” looks most at {' and at '.join(found)}.",
        f"“{pair[0]}” and “{pair[1]}” The framed row belongs to the pronoun.",
    )


def translation(desk: Desk, text: str | None) -> Iterator[Item]:
    """Two decoding steps of tiny-t5, then all of them, with the place of the highest mean weight."""
    source = TRANSLATION
    if text and not unknown_words("tiny-t5", text):
        source = text if text.startswith("translate:") else f"translate: {text}"
    elif text:
        yield Words("tiny-t5 does not know all words of your sentence, so here is one that it knows.")
    model, tokenizer = handle.model("tiny-t5"), handle.tokenizer("tiny-t5")
    tokens, written, maps = desk.call("cross_attention.cross_maps", model, tokenizer, source, steps=2)
    figure, grid = pictures.canvas(1, len(written), width=9.5, height=3.9, sharey=True)
    for step, (axes, word) in enumerate(zip(grid[0], written, strict=True)):
        for layer, weights in enumerate(maps[:, :, step].mean(axis=1)):
            axes.barh(
                np.arange(len(tokens)) + 0.4 * layer - 0.2, weights, 0.38, color=COLOURS[layer], label=f"layer {layer}"
            )
        axes.set(title=f"step {step + 1} writes “{word}”", xlabel="weight, mean over heads", xlim=(0, 1))
        axes.invert_yaxis() if step == 0 else None
        axes.set_yticks(range(len(tokens)), tokens)
    grid[0][-1].legend(loc="lower right")
    yield Picture(
        "cross-two-steps",
        pictures.png(figure),
        f"Bar charts of cross-attention over the source words while T5 writes {' and '.join(written)}.",
        f"“{source}”: the first two decoding steps.",
    )
    tokens, written, maps = desk.call("cross_attention.cross_maps", model, tokenizer, source, steps=24)
    focus = desk.call("cross_attention.focus_per_step", maps)
    figure, ((axes,),) = pictures.canvas(width=0.55 * len(tokens) + 2.5, height=0.38 * len(written) + 1.8)
    image = heatmap(axes, maps.mean(axis=(0, 1)), tokens, written, "Adjectives change places", "source", "written")
    for step, place in enumerate(focus):
        pictures.square(axes, step, place)
    colour_bar(figure, image, axes, "mean weight")
    pairs = ", ".join(f"{word} ← {tokens[place]}" for word, place in zip(written, focus, strict=True))
    yield Picture(
        "cross-alignment",
        pictures.png(figure),
        f"Heatmap of mean cross-attention, written word by source word; the highest of each row: {pairs}.",
        "Mean over layers and heads; a frame marks the place focus_per_step gives.",
    )


def unknown_words(name: str, text: str) -> list[str]:
    """Return the words of a text that a tiny model does not know."""
    tokenizer = handles.tokenizer(name)
    return [w for w in text.split() if tokenizer.unk_token_id in tokenizer(w, add_special_tokens=False)["input_ids"]]


def _unknown(name: str, text: str) -> Iterator[Item]:
    if words := unknown_words(name, text):
        yield Words(f"{name} does not know {', '.join(words[:12])} and reads the unknown token in their place.")


def _maps(desk: Desk, sentence: str) -> tuple[list[str], np.ndarray]:
    n_tokens = len(handles.tokenizer("tiny-coref")(sentence)["input_ids"])
    if n_tokens > 64:
        raise Waits(f"the sentence has {n_tokens} tokens, and tiny-coref reads at most 64.")
    model, tokenizer = handle.model("tiny-coref"), handle.tokenizer("tiny-coref")
    found: Any = desk.call("encoder_attention.attention_maps", model, tokenizer, sentence)
    tokens, maps = found
    return tokens, maps


def _pronoun_in(words: list[str]) -> tuple[str, tuple[str, ...]] | None:
    """Return a sentence's first pronoun that comes after two words with an article, and those words."""
    for place, word in enumerate(words):
        nouns = tuple(dict.fromkeys(noun for the, noun in itertools.pairwise(words[:place]) if the in ("the", "a")))
        if word in PRONOUNS and len(nouns) >= 2:
            return word, nouns
    return None
