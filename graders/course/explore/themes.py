"""Texts to be clustered, and their pictures in the plane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graders.kit import fixtures

from . import encoder, pictures
from .request import Request

MOST = 2000  # texts that are clustered: the silhouette compares every pair
SEED = 42


@dataclass(frozen=True)
class Themes:
    """Texts, their themes, and their vectors (n_texts, dim)."""

    texts: list[str]
    labels: list[str]
    vectors: np.ndarray

    @property
    def names(self) -> list[str]:
        return sorted(set(self.labels))

    def at(self, places: Sequence[int] | np.ndarray) -> Themes:
        chosen = [int(place) for place in places]
        return Themes([self.texts[i] for i in chosen], [self.labels[i] for i in chosen], self.vectors[chosen])


def themes(request: Request) -> Themes:
    """Return the user's texts, encoded, or a sample where they are many; otherwise the recorded topics."""
    if request.data is None:
        topics = fixtures.embeddings("topics")
        return Themes(topics.texts, topics.labels, topics.vectors)
    places = np.sort(np.random.default_rng(SEED).permutation(len(request.data.texts))[:MOST])
    texts = [request.data.texts[i] for i in places]
    return Themes(texts, [request.data.labels[i] for i in places], encoder.with_progress(request.encode, texts))


def draw_clusters(
    axes: Any, points: np.ndarray, labels: np.ndarray, given: Themes, title: str, names: dict[int, str] | None = None
) -> None:
    """Draw texts by cluster; a cluster has the colour of the label it fits best."""
    order = matched(labels, given)
    names = names or {cluster: f"cluster {n + 1}" for n, cluster in enumerate(order)}
    pictures.scatter(axes, points, labels.tolist(), order, names, title)


def matched(labels: np.ndarray, given: Themes) -> list[int]:
    """Return the clusters in the order of the labels they share most texts with, so that colours compare."""
    left = [int(cluster) for cluster in np.unique(labels) if cluster != -1]
    truth, order = np.asarray(given.labels), []
    for name in given.names:
        if left:
            order.append(max(left, key=lambda cluster: int(np.sum((labels == cluster) & (truth == name)))))
            left.remove(order[-1])
    return order + left
