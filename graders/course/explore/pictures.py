"""Pictures for a page: heatmaps and scatters in colours that everybody can tell apart."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Sequence
from typing import Any

import matplotlib
import matplotlib.colors
import matplotlib.patches
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

# Okabe and Ito's colours and a marker each, for whoever cannot tell the colours apart, on paper too.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#6b6b6b", "#b8a800")
MARKERS = "os^DvPX*"
WEIGHTS = "cividis"
DIVERGING = "PuOr"
INK, QUIET = "#1b1f24", "#59636e"
MAX_LABEL = 28
STYLE: Any = {
    "font.size": 10,
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelcolor": QUIET,
    "axes.edgecolor": "#b8c0c9",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "text.color": INK,
    "legend.frameon": False,
    "figure.facecolor": "white",
    "text.parse_math": False,  # a text may hold a $
}


def style() -> Any:
    """Return the context in which pictures are drawn."""
    return matplotlib.rc_context(STYLE)


def canvas(rows: int = 1, columns: int = 1, width: float = 9.0, height: float = 4.0, **options: Any) -> Any:
    """Return a figure and its axes, an array (rows, columns) of them."""
    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.subplots(rows, columns, squeeze=False, **options)


def png(figure: Figure, dpi: int = 110) -> bytes:
    """Return a figure as PNG, the same bytes for the same figure."""
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # not every script is in the font
        figure.savefig(buffer, format="png", dpi=dpi, bbox_inches="tight", metadata={"Software": None})
    return buffer.getvalue()


def short(text: Any, limit: int = MAX_LABEL) -> str:
    """Return a text on one line, cut where it is too long for a picture."""
    line = " ".join(str(text).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def ticks(
    axes: Axes, columns: Sequence[Any] = (), rows: Sequence[Any] = (), size: float = 9, turned: bool = True
) -> None:
    """Name the columns and the rows of a heatmap."""
    if len(columns):
        angle: dict[str, Any] = {"rotation": 55, "ha": "right", "rotation_mode": "anchor"} if turned else {}
        axes.set_xticks(range(len(columns)), [short(c) for c in columns], fontsize=size, **angle)
    if len(rows):
        axes.set_yticks(range(len(rows)), [short(r) for r in rows], fontsize=size)


def heatmap(
    axes: Axes,
    values: np.ndarray,
    columns: Sequence[Any] = (),
    rows: Sequence[Any] = (),
    title: str = "",
    xlabel: str = "",
    ylabel: str = "",
    limits: tuple[float, float] | None = (0, 1),
    colours: str = WEIGHTS,
    size: float = 9,
    written: str = "",
) -> Any:
    """Draw a matrix, with its numbers in the cells where `written` is a format; return the image."""
    values = np.asarray(values, dtype=float)
    low, high = limits or (None, None)
    image = axes.imshow(values, cmap=colours, vmin=low, vmax=high, aspect="auto" if not written else "equal")
    axes.set(title=title, xlabel=xlabel, ylabel=ylabel)
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    ticks(axes, columns, rows, size)
    if written:
        for (row, column), value in np.ndenumerate(values):
            red, green, blue, _ = image.cmap(image.norm(value))
            dark = 0.299 * red + 0.587 * green + 0.114 * blue < 0.55
            text = format(int(value) if written == "d" else value, written)
            axes.text(column, row, text, ha="center", va="center", color="white" if dark else INK, fontsize=size + 1)
    return image


def colour_bar(figure: Figure, image: Any, axes: Any, label: str) -> None:
    """Explain the colours of a heatmap at its right."""
    bar = figure.colorbar(image, ax=axes, label=label, shrink=0.8, pad=0.01)
    bar.outline.set_visible(False)


def square(axes: Axes, row: int, column: int, width: int = 1, height: int = 1) -> None:
    """Frame cells of a heatmap."""
    axes.add_patch(
        matplotlib.patches.Rectangle(
            (column - 0.5, row - 0.5), width, height, fill=False, edgecolor=COLOURS[5], linewidth=2, clip_on=False
        )
    )


def scatter(
    axes: Axes, points: np.ndarray, groups: Sequence[Any], order: Sequence[Any], names: dict[Any, str], title: str
) -> None:
    """Draw points in the plane, a colour and a marker for each group in the order given; a ring for -1."""
    given = np.asarray(groups)
    for group in [-1, *order] if -1 in given.tolist() else order:
        chosen = points[given == group]
        place = list(order).index(group) % len(COLOURS) if group != -1 else 0
        look: dict[str, Any] = {"color": COLOURS[place], "marker": MARKERS[place], "linewidth": 0}
        if group == -1:
            look = {"facecolor": "none", "edgecolor": COLOURS[6], "linewidth": 0.9}
        label = "in none" if group == -1 else names.get(group, str(group))
        axes.scatter(chosen[:, 0], chosen[:, 1], s=26, alpha=0.8, label=label, **look)
    axes.set(title=title, xlabel="component 1", xticks=[], yticks=[])
    if len(order) <= 12:
        axes.legend(fontsize=8, loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=3, handletextpad=0.1)


def confusion(
    axes: Axes, counts: np.ndarray, columns: Sequence[str], rows: Sequence[str], title: str, size: float = 9
) -> None:
    """Draw a confusion matrix; the colour is the share of the row, the number the count."""
    counts = np.asarray(counts)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    image = axes.imshow(shares, cmap=WEIGHTS, vmin=0, vmax=1)
    axes.set(title=title, xlabel="predicted", ylabel="true")
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    ticks(axes, columns, rows, size, turned=len(columns) > 3 or max(map(len, columns)) > 10)
    if len(columns) <= 12:
        for (row, column), count in np.ndenumerate(counts):
            red, green, blue, _ = image.cmap(image.norm(shares[row, column]))
            dark = 0.299 * red + 0.587 * green + 0.114 * blue < 0.55
            axes.text(column, row, str(count), ha="center", va="center", color="white" if dark else INK, fontsize=size)


def hide(axes: Iterable[Axes]) -> None:
    """Leave the places of a grid empty that nothing is drawn in."""
    for one in axes:
        one.set_visible(False)


def patch(colour: str, label: str) -> Any:
    """Return an entry of a legend."""
    return matplotlib.patches.Patch(color=colour, label=label)


def listed(colours: Sequence[str]) -> Any:
    """Return a colour map of some colours."""
    return matplotlib.colors.ListedColormap(list(colours))
