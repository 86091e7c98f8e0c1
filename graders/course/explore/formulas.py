"""Pictures of two formulas: why attention divides by √dim, and how positions are encoded."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from . import pictures
from .desk import Desk
from .page import Item, Picture
from .pictures import COLOURS, DIVERGING, MARKERS, colour_bar, heatmap


def scaling(desk: Desk) -> Iterator[Item]:
    """How sharp attention gets with more dimensions, with and without the division."""
    rng, dims, n_keys = np.random.default_rng(0), (2, 4, 8, 16, 32, 64, 128, 256), 12
    largest: dict[str, list[float]] = {"q·k / √dim": [], "q·k": []}
    for dim in dims:
        queries, keys = rng.normal(size=(200, dim)), rng.normal(size=(n_keys, dim))
        for name, factor in (("q·k / √dim", 1.0), ("q·k", float(np.sqrt(dim)))):
            _, weights = desk.call("scaled_dot_product.scaled_dot_product", queries * factor, keys, np.eye(n_keys))
            largest[name].append(float(np.mean(np.max(weights, axis=-1))))
    figure, ((axes,),) = pictures.canvas(width=6.5, height=3.2)
    for number, (name, values) in enumerate(largest.items()):
        axes.plot(dims, values, color=COLOURS[number], marker=MARKERS[number], label=name)
    axes.axhline(1 / n_keys, color=COLOURS[6], linestyle=":", linewidth=1)
    axes.text(dims[0], 1 / n_keys + 0.02, "all keys alike", fontsize=8, color=COLOURS[6])
    axes.set_xscale("log", base=2)
    axes.set_xticks(dims, [str(d) for d in dims])
    axes.set(title="Undivided, one key takes it all", xlabel="dim", ylabel="largest weight of a query", ylim=(0, 1.02))
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    first, last = (f"{largest[n][-1]:.2f}" for n in largest)
    yield Picture(
        "scaling",
        pictures.png(figure),
        f"Line plot: at {dims[-1]} dimensions the largest weight is {first} with the division and {last} without it.",
        f"Random queries and {n_keys} random keys; the mean over 200 queries.",
    )


def positions(desk: Desk) -> Iterator[Item]:
    """The encoding as a picture, and how alike positions are."""
    length, dim = 60, 48
    encoding = desk.call("positional_encoding.positional_encoding", length, dim)
    figure, ((left, right),) = pictures.canvas(1, 2, width=9.5, height=3.8)
    image = heatmap(left, encoding, title="Fast waves left, slow ones right", limits=(-1, 1), colours=DIVERGING)
    left.set(xlabel="dimension", ylabel="position")
    colour_bar(figure, image, left, "value")
    alike = np.asarray(encoding) @ np.asarray(encoding).T / (dim / 2)
    image = heatmap(right, alike, title="Neighbours are alike", limits=None)
    right.set(xlabel="position", ylabel="position", aspect="equal")
    colour_bar(figure, image, right, "dot product / (dim / 2)")
    yield Picture(
        "positions",
        pictures.png(figure),
        f"Left, the encoding of {length} positions as waves that get slower from dimension 0 to {dim - 1}; right, "
        "their dot products, highest on the diagonal and falling off with distance.",
        "Sine and cosine of one frequency stand side by side, so each pair of columns has the same wavelength.",
    )
