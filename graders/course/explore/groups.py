"""Named groups from chat models with recorded answers, beside k-means on the same texts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from . import pictures
from .desk import Desk, Waits
from .page import Item, Picture, Table, Words
from .pictures import colour_bar, heatmap
from .request import Request
from .themes import SEED, Themes, draw_clusters

ATTEMPTS = 3
FEW = 3  # too small a k, to compare with
NAMES = {"openai": "chat model, OpenAI client", "groq": "chat model, Groq client"}


def against_llm(desk: Desk, given: Themes, request: Request) -> Iterator[Item]:
    """A chat model's groups beside k-means on the same texts."""
    groups = {name: _groups(desk, request, provider) for provider, name in NAMES.items()}
    texts = [text for text in next(iter(groups.values())) if all(text in found for found in groups.values())]
    chosen = given.at([given.texts.index(text) for text in texts])
    numbers = {name: _numbers(found) for name, found in groups.items()}
    clusterings = {
        name: [numbers[name].get((found[text] or "").casefold(), -1) for text in texts]
        for name, found in groups.items()
    }
    for k in (len(chosen.names), FEW):
        kmeans = desk.call("kmeans_evaluator.evaluate_kmeans", chosen.vectors, chosen.labels, k=k, seed=SEED)
        clusterings = {f"k-means, k = {k}": [int(n) for n in kmeans["labels"]], **clusterings}
    rows = desk.call("clustering_comparison.compare_clusterings", chosen.vectors, chosen.labels, clusterings)
    points, _ = desk.call("pca_projection.project", chosen.vectors, 2)
    scores = {row["name"]: row for row in rows}
    figure, grid = pictures.canvas(2, 2, width=10.5, height=9.4)
    for axes, (name, labels) in zip(grid.flat, clusterings.items(), strict=True):
        score = scores[name]
        line = ", ".join(f"{key} {_two(score[key.lower()])}" for key in ("silhouette", "NMI", "ARI"))
        called = {number: pictures.short(group, 18) for group, number in numbers.get(name, {}).items()}
        draw_clusters(axes, points, np.asarray(labels), chosen, f"{name}\n{line}", called)
    for axes in grid[:, 0]:
        axes.set_ylabel("component 2")
    told = "; ".join(f"{row['name']}: ARI {_two(row['ari'])}" for row in rows)
    yield Picture(
        "llm-groups",
        pictures.png(figure, 95),
        f"Scatter plots of {len(texts)} texts by k-means and by the groups of two chat models. {told}.",
        "The names under the chat models are theirs. Groups of the same name in different requests are taken for one; "
        "rings are texts in no group, or in two. Replies come from a recording of a local stand-in, not of a service.",
    )
    header = ("clustering", "clusters", "coverage", "silhouette", "NMI", "ARI")
    keys = ("name", "n_clusters", "coverage", "silhouette", "nmi", "ari")
    yield Table(
        header, [tuple(row[key] for key in keys) for row in rows], "What compare_clusterings says.", rows[0]["name"]
    )
    yield Words(
        "These texts were chosen with one clear theme each. What is left to compare is what a wrong k does, and "
        "coverage: a chat model may forget texts, or never answer in a form that can be used."
    )
    agreement = desk.call("clustering_comparison.agreement_matrix", clusterings)
    figure, ((axes,),) = pictures.canvas(width=6.4, height=4)
    image = heatmap(axes, agreement, list(clusterings), list(clusterings), "Who agrees with whom", written=".2f")
    colour_bar(figure, image, axes, "ARI over texts that both assign")
    yield Picture(
        "agreement",
        pictures.png(figure),
        f"Heatmap of the ARI of each pair of clusterings: {np.round(agreement, 2).tolist()}.",
    )


def _groups(desk: Desk, request: Request, provider: str) -> dict[str, str | None]:
    """Return for each recorded text the name of the group that a chat model put it in, None for none."""
    groups: dict[str, str | None] = {}
    for question in request.llm.client(provider, "clusters").recorded.questions:
        texts, k = list(question["texts"]), int(question["k"])
        client, parse = request.llm.client(provider, "clusters"), desk.function("cluster_parser.parse_clusters")
        try:
            given = (client, client.recorded.models[0], texts, k, parse, ATTEMPTS)
            found = desk.call("llm_clusterer.cluster_with_llm", *given)
        except Waits as wait:
            if "ValueError" not in wait.error:
                raise
            groups |= dict.fromkeys(texts)  # no usable reply
            continue
        names = found["names"]
        groups |= {t: None if n == -1 else names[int(n)] for t, n in zip(texts, found["labels"], strict=True)}
    return groups


def _numbers(groups: dict[str, str | None]) -> dict[str, int]:
    names = dict.fromkeys(name.casefold() for name in groups.values() if name is not None)
    return {name: number for number, name in enumerate(names)}


def _two(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
