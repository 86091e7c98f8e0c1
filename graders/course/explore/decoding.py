"""The page of the unit attention, second half: the causal triangle, leaks, and the key-value cache."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from graders.kit import fixtures, handle
from graders.sandbox import handles

from . import pictures
from .attention import unknown_words
from .desk import Desk
from .page import Item, Picture, Section, Table, Words, section
from .pictures import COLOURS, MARKERS, colour_bar, heatmap
from .request import Request

STORY = "the old fox met the bear . the old fox"
BIDIRECTIONAL = "the boys rescued the girls because they were brave ."
LENGTHS, PROMPTS = (8, 16, 32), (8, 256)
MIB = 2**20


def sections(desk: Desk, request: Request) -> list[Section]:
    """Return the last sections of the page."""
    return [
        section(
            desk,
            "A decoder sees a triangle",
            "A token may look at itself and back, never ahead. The mask says so; recorded attention shows it.",
            triangle(desk),
        ),
        section(
            desk,
            "Does the future leak?",
            "Change one token, and see which predictions change. In a causal model no earlier one does.",
            leaks(desk, request.text),
        ),
        section(
            desk,
            "What the cache saves",
            "With the cache the model reads the prompt once, and then only the newest token.",
            cache_calls(desk),
        ),
        section(
            desk,
            "How much faster is it?",
            "A GPT-2 of 6 layers × 256 with random weights: what it writes is noise, what it costs is real.",
            timing(desk),
        ),
        section(
            desk,
            "What the cache costs",
            "Keys and values of every layer, head and token stay in memory.",
            memory(desk),
        ),
    ]


def triangle(desk: Desk) -> Iterator[Item]:
    """The mask beside the recorded attention of a decoder and of an encoder, and what the checker says of both."""
    figure, grid = pictures.canvas(1, 3, width=11.5, height=4.3)
    recorded = {
        "GPT-2, a decoder": fixtures.array("attentions/tiny-gpt2"),
        "DistilBERT, an encoder": fixtures.array("attentions/tiny-coref"),
    }
    words = {name: _tokens(file) for name, file in zip(recorded, ("tiny-gpt2", "tiny-coref"), strict=True)}
    first = words["GPT-2, a decoder"]
    mask = desk.call("causal_mask_checker.causal_mask", len(first))
    heatmap(grid[0][0], mask, first, first, "The mask: bright = may look", "key", "query", size=8)
    rows = []
    for axes, (name, weights) in zip(grid[0][1:], recorded.items(), strict=True):
        verdict = desk.call("causal_mask_checker.check_causal", weights)
        n_leaks = len(verdict["leaks"])
        title = f"{name}: {'causal' if verdict['causal'] else f'{n_leaks} leaks'}"
        image = heatmap(axes, weights.max(axis=(0, 1)), words[name], words[name], title, "key", size=8)
        rows.append((name, verdict["causal"], n_leaks, verdict["largest_leak"], verdict["rows_sum_to_one"]))
    for axes in grid[0]:
        axes.set(aspect="equal")
    colour_bar(figure, image, grid[0][1:], "largest weight of all heads")
    yield Picture(
        "triangle",
        pictures.png(figure, 95),
        "Three heatmaps: the causal mask, a lower triangle; a decoder's attention, which keeps to it; and an "
        "encoder's, which fills the square.",
    )
    yield Table(
        ("recorded attention", "causal", "leaks", "largest leak", "rows sum to 1"), rows, "What check_causal says."
    )


def leaks(desk: Desk, text: str | None) -> Iterator[Item]:
    """Which predictions change with which token, in a causal model and in one that reads both ways."""
    sentences = {"tiny-gpt2": text or STORY, "tiny-coref": BIDIRECTIONAL}
    if text and (words := unknown_words("tiny-gpt2", text)):
        yield Words(f"tiny-gpt2 does not know {', '.join(words[:12])} and reads the unknown token in their place.")
    figure, grid = pictures.canvas(1, 2, width=10, height=4.6)
    found = []
    for axes, (name, sentence) in zip(grid[0], sentences.items(), strict=True):
        tokenizer = handles.tokenizer(name)
        ids = [int(i) for i in tokenizer(sentence)["input_ids"]][:40]
        tokens = tokenizer.convert_ids_to_tokens(ids)
        new = next(i for i in range(len(tokenizer) - 1, 0, -1) if i not in ids)
        changed = [
            desk.call("prefix_probe.changed_positions", handle.logits_of(name), ids, p, new) for p in range(len(ids))
        ]
        pairs = desk.call("prefix_probe.find_leaks", handle.logits_of(name), ids, new)
        title = f"{name}: " + (f"{len(pairs)} leaks back" if pairs else "nothing leaks back")
        heatmap(axes, np.array(changed), tokens, tokens, title, "prediction at this token …", size=8)
        axes.set(aspect="equal", ylabel="… when this one is changed")
        found.append(title)
    yield Picture(
        "leaks",
        pictures.png(figure, 95),
        f"Two grids of changed token by affected prediction. {'; '.join(found)}.",
        f"Bright: the prediction changes. tiny-gpt2 reads “{sentences['tiny-gpt2']}”; tiny-coref is an encoder, made "
        "to look both ways.",
    )


def cache_calls(desk: Desk) -> Iterator[Item]:
    """How many tokens go through the model at each step, and that the tokens written are the same."""
    tokenizer = handles.tokenizer("tiny-gpt2")
    prompt = [int(i) for i in tokenizer(STORY)["input_ids"]]
    new_tokens, calls, written = 16, {}, {}
    for use_cache, name in ((False, "without cache"), (True, "with cache")):
        seen: list[int] = []
        model = handle.model("tiny-gpt2", on_forward=seen.append)
        written[name] = desk.call("cached_decoding.greedy_tokens", model, prompt, new_tokens, use_cache)
        calls[name] = seen
    handles.model("tiny-gpt2")  # without the observer again
    figure, ((axes,),) = pictures.canvas(width=7.5, height=3.3)
    for number, (name, seen) in enumerate(calls.items()):
        places = np.arange(1, len(seen) + 1) + (number - 0.5) * 0.4
        axes.bar(places, seen, 0.38, color=COLOURS[number], label=f"{name}: {sum(seen)} in all")
    axes.set(title=f"{new_tokens} new tokens after {len(prompt)}", xlabel="call of the model", ylabel="tokens it reads")
    axes.set_xticks(range(1, max(map(len, calls.values())) + 1))
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    told = "; ".join(f"{name}: {', '.join(map(str, seen))}" for name, seen in calls.items())
    yield Picture("cache-calls", pictures.png(figure), f"Bar chart of the tokens read at each call. {told}.")
    same = len({tuple(tokens) for tokens in written.values()}) == 1
    yield Words("Both ways write the same:" if same else "The two ways do not write the same:")
    yield Words(
        "\n".join(f"{name:>13}: {STORY} → {tokenizer.decode(ids)}" for name, ids in written.items()), verbatim=True
    )


def timing(desk: Desk) -> Iterator[Item]:
    """The timing table and plot, after a short prompt and after a long one."""
    figure, ((left, right),) = pictures.canvas(1, 2, width=10, height=3.7)
    told = []
    for number, prompt in enumerate(PROMPTS):
        ids = [int(i) for i in np.random.default_rng(number).integers(1, 512, prompt)]
        generate = handle.generate("bench-gpt2", ids)
        rows = desk.call("cached_generation_timer.time_generation", generate, list(LENGTHS), repeats=3)
        lengths = [row["new_tokens"] for row in rows]
        left.plot(
            lengths, [r["uncached_s"] for r in rows], color=COLOURS[number], marker=MARKERS[number], linestyle="--"
        )
        left.plot(lengths, [r["cached_s"] for r in rows], color=COLOURS[number], marker=MARKERS[number])
        right.bar(np.arange(len(rows)) + 0.4 * number - 0.2, [r["speedup"] for r in rows], 0.38, color=COLOURS[number])
        for place, row in enumerate(rows):
            right.text(
                place + 0.4 * number - 0.2,
                row["speedup"],
                f"{row['speedup']:.1f}×",
                ha="center",
                va="bottom",
                fontsize=8,
            )
        told.append(f"after a prompt of {prompt}, {rows[-1]['speedup']:.1f}× at {lengths[-1]} new tokens")
        table = desk.call("cached_generation_timer.timing_table", rows)
        yield _from_markdown(table, f"After a prompt of {prompt} tokens, as timing_table has it.")
    left.set(title="Solid with cache, dashed without", xlabel="new tokens", ylabel="seconds", ylim=(0, None))
    left.set_xticks(LENGTHS)
    right.axhline(1, color=COLOURS[6], linewidth=1, linestyle=":")
    right.set(title="The longer the text, the more it saves", xlabel="new tokens", ylabel="times faster with the cache")
    right.set_xticks(range(len(LENGTHS)), [str(n) for n in LENGTHS])
    handles_: Any = [pictures.patch(COLOURS[n], f"prompt of {prompt}") for n, prompt in enumerate(PROMPTS)]
    right.legend(handles=handles_, loc="upper left", bbox_to_anchor=(1, 1))
    yield Picture(
        "timing",
        pictures.png(figure),
        f"Seconds by new tokens with and without the cache, and the speedup: {'; '.join(told)}.",
        "Median of three runs on this machine. On a busy one the figures move, the shape stays.",
    )


def memory(desk: Desk) -> Iterator[Item]:
    """The cache's bytes for models of known size."""
    models = {"bench-gpt2": (6, 8, 32), "GPT-2 small": (12, 12, 64), "GPT-2 XL": (48, 25, 64)}
    lengths = (128, 256, 512, 1024)
    figure, ((axes,),) = pictures.canvas(width=6.5, height=3.2)
    rows = []
    for number, (name, (layers, n_heads, size)) in enumerate(models.items()):
        mib = [desk.call("cached_decoding.cache_bytes", layers, n_heads, size, n) / MIB for n in lengths]
        axes.plot(lengths, mib, color=COLOURS[number], marker=MARKERS[number], label=name)
        rows.append((name, layers, n_heads, size, *mib))
    axes.set_yscale("log")
    axes.set(title="Memory grows with every token", xlabel="tokens read so far", ylabel="MiB for one text")
    axes.set_xticks(lengths, [str(n) for n in lengths])
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    largest = f"{rows[-1][-1]:.0f} MiB for {rows[-1][0]} at {lengths[-1]} tokens"
    yield Picture("cache-memory", pictures.png(figure), f"Line plot of the cache's memory by tokens, up to {largest}.")
    header = ("model", "layers", "heads", "size of a head", *(f"MiB at {n}" for n in lengths))
    yield Table(header, rows, "float32, 4 bytes a value, one text.")


def _tokens(name: str) -> list[str]:
    return [str(token) for token in fixtures.array(f"attentions/{name}", "tokens")]


def _from_markdown(text: str, caption: str) -> Table:
    lines = [
        [cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.splitlines() if line.strip()
    ]
    return Table(lines[0], lines[2:], caption)
