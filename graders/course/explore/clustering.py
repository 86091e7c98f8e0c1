"""The page of the unit clustering: k-means on the themes, how many clusters, and a chat model's groups beside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

from . import groups, pictures
from .desk import Desk
from .page import Item, Picture, Section, Table, Words, section
from .pictures import COLOURS, MARKERS, heatmap
from .request import Request
from .themes import MOST, SEED, Themes, draw_clusters, matched, themes


def sections(desk: Desk, request: Request) -> list[Section]:
    """Return the sections of the page."""
    given = themes(request)
    k = len(given.names)

    @cache
    def clustered(n_clusters: int) -> dict[str, Any]:
        found = desk.call("kmeans_evaluator.evaluate_kmeans", given.vectors, given.labels, k=n_clusters, seed=SEED)
        return dict(found)

    made = [
        section(
            desk,
            "Labels and k-means",
            "Each dot is a text; hundreds of dimensions, pressed into two. Left, the labels; right, what "
            "k-means makes of the vectors alone.",
            side_by_side(desk, given, lambda: clustered(k), sampled=request.data is not None),
        ),
        section(
            desk,
            "How many clusters?",
            "k-means finds as many as it is told to. The silhouette has an opinion on how many there are.",
            by_k(desk, given, clustered),
        ),
        section(
            desk,
            "Which cluster is which label?",
            "The contingency table counts texts by label and cluster. Two scores sum it up.",
            contingency(desk, given, lambda: clustered(k)),
        ),
    ]
    if request.data is None:
        lead = "A chat model is shown twelve texts at a time and asked for named groups; k-means gets the same texts."
        made.append(section(desk, "k-means against a chat model", lead, groups.against_llm(desk, given, request)))
    if request.text:
        made.append(section(desk, "Your sentence", f"“{request.text}”", sentence(desk, given, request)))
    return made


def side_by_side(desk: Desk, given: Themes, clusters: Any, sampled: bool) -> Iterator[Item]:
    """The plane of the first two components, coloured by label and by cluster."""
    points, ratios = desk.call("pca_projection.project", given.vectors, 2)
    found = clusters()
    figure, grid = pictures.canvas(1, 2, width=10.5, height=5)
    pictures.scatter(grid[0][0], points, given.labels, given.names, {}, f"The labels: {len(given.names)} of them")
    title = f"k-means: silhouette {found['silhouette']:.2f}, NMI {found['nmi']:.2f}, ARI {found['ari']:.2f}"
    draw_clusters(grid[0][1], points, found["labels"], given, title)
    grid[0][0].set_ylabel("component 2")
    share = float(np.sum(ratios))
    yield Picture(
        "kmeans",
        pictures.png(figure),
        f"Two scatter plots of {len(given.texts)} texts, coloured by label and by cluster. {title}.",
        f"{len(given.texts)} texts. The plane keeps {share:.0%} of the variance, so groups that overlap here may be "
        "apart in the other dimensions.",
    )
    if sampled and len(given.texts) == MOST:
        yield Words(f"Of your texts, {MOST:,} were drawn for this page.")


def by_k(desk: Desk, given: Themes, clustered: Any) -> Iterator[Item]:
    """Silhouette and ARI by the number of clusters, and the k that best_k picks."""
    candidates = [k for k in range(2, 11) if k < len(given.texts)]
    found = {k: clustered(k) for k in candidates}
    figure, ((left, right),) = pictures.canvas(1, 2, width=9.5, height=3.3)
    for number, (axes, key, name) in enumerate(
        ((left, "silhouette", "silhouette"), (right, "ari", "ARI against the labels"))
    ):
        values = [found[k][key] for k in candidates]
        axes.plot(candidates, values, color=COLOURS[number], marker=MARKERS[number])
        axes.set(xlabel="k", ylabel=name, xticks=candidates)
    best = desk.call("kmeans_evaluator.best_k", given.vectors, candidates, seed=SEED)
    left.axvline(best, color=COLOURS[5], linestyle="--", linewidth=1)
    right.axvline(len(given.names), color=COLOURS[6], linestyle=":", linewidth=1)
    left.set_title(f"best_k picks {best}")
    right.set_title(f"There are {len(given.names)} labels")
    told = ", ".join(f"{k}: {found[k]['silhouette']:.3f}" for k in candidates)
    yield Picture("by-k", pictures.png(figure), f"Silhouette and ARI by number of clusters. Silhouette by k: {told}.")


def contingency(desk: Desk, given: Themes, clusters: Any) -> Iterator[Item]:
    """Counts of texts by label and cluster, with the scores made from scratch."""
    labels = np.asarray(clusters()["labels"])
    counts = np.asarray(desk.call("agreement_scores.contingency_table", given.labels, labels.tolist()))
    order = matched(labels, given)
    columns = [int(np.flatnonzero(np.unique(labels) == cluster)[0]) for cluster in order]
    ari = desk.call("agreement_scores.adjusted_rand", given.labels, labels.tolist())
    nmi = desk.call("agreement_scores.normalized_mutual_information", given.labels, labels.tolist())
    side = 0.75 * max(len(order), 5)
    figure, ((axes,),) = pictures.canvas(width=side + 2, height=side + 0.8)
    names = [f"cluster {n + 1}" for n in range(len(columns))]
    few = len(order) <= 15
    look: dict[str, Any] = {"limits": None, "written": "d" if few else "", "xlabel": "k-means", "ylabel": "label"}
    heatmap(axes, counts[:, columns], names, given.names, f"ARI {ari:.2f}, NMI {nmi:.2f}", **look)
    yield Picture(
        "contingency",
        pictures.png(figure),
        f"Contingency table of {counts.shape[0]} labels by {counts.shape[1]} clusters: {counts.tolist()}.",
        "Clusters are numbered in the order of the labels they fit best. Beside the diagonal is disagreement.",
    )


def sentence(desk: Desk, given: Themes, request: Request) -> Iterator[Item]:
    """Where the user's sentence lies, and the texts nearest to it."""
    assert request.text is not None
    vector = request.encode([request.text])[0]
    points, _ = desk.call("pca_projection.project", np.vstack([given.vectors, vector]), 2)
    figure, ((axes,),) = pictures.canvas(width=6.5, height=5)
    pictures.scatter(axes, points[:-1], given.labels, given.names, {}, "The star is your sentence")
    axes.scatter(*points[-1], marker="*", s=340, color=COLOURS[5], edgecolor="white", zorder=3)
    axes.set_ylabel("component 2")
    lengths = np.linalg.norm(given.vectors, axis=1) * np.linalg.norm(vector)
    cosines = given.vectors @ vector / np.maximum(lengths, 1e-12)
    nearest = [int(place) for place in np.argsort(-cosines)[:5]]
    near = f"nearest is a text on {given.labels[nearest[0]]}"
    yield Picture("your-sentence", pictures.png(figure), f"Scatter plot with your sentence as a star; {near}.")
    rows = [(pictures.short(given.texts[i], 110), given.labels[i], float(cosines[i])) for i in nearest]
    yield Table(("nearest texts", "label", "cosine"), rows)
