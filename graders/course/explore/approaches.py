"""Ways to a label for each text of a corpus, by the functions of the exercises, timed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graders.kit import fixtures, handle

from . import encoder
from .desk import Desk, Waits
from .request import Request

POLAR = ["negative", "positive"]
NONE = "none"  # what a picture calls the label of a text that has none
Embed = Callable[[Sequence[str]], np.ndarray]


@dataclass(frozen=True)
class Corpus:
    """Texts with labels and vectors (n_texts, dim), and the places of those to train and to test on."""

    texts: list[str]
    labels: list[str]
    vectors: np.ndarray
    train: np.ndarray
    test: np.ndarray
    descriptions: dict[str, str]
    embed: Embed
    recorded: bool

    @property
    def classes(self) -> list[str]:
        """The labels that there are descriptions of."""
        return list(self.descriptions)

    def texts_at(self, places: Sequence[int] | np.ndarray) -> list[str]:
        return [self.texts[int(place)] for place in places]

    def labels_at(self, places: Sequence[int] | np.ndarray) -> list[str]:
        return [self.labels[int(place)] for place in places]


def corpus(request: Request) -> Corpus:
    """Return the user's texts, encoded, or the recorded reviews, of which negative and positive ones are used."""
    if request.data is not None:
        texts, labels = request.data.texts, request.data.labels
        vectors = encoder.with_progress(request.encode, texts)
        train, test = request.data.split()
        described = {label: f"a {label} text" for label in sorted(set(labels))}
        embed = _embedder(dict(zip(texts, vectors, strict=True)), request.encode)
        return Corpus(texts, labels, vectors, train, test, described, embed, False)
    reviews = fixtures.embeddings("reviews")
    known = dict(zip(reviews.texts, reviews.vectors, strict=True))
    described_texts, vectors = (fixtures.array("embeddings/descriptions", key) for key in ("texts", "vectors"))
    known |= dict(zip(map(str, described_texts), vectors, strict=True))
    split = np.array([row["split"] for row in fixtures.texts("reviews")])
    polar = np.array([label in POLAR for label in reviews.labels])
    train, test = (np.flatnonzero(polar & (split == part)) for part in ("train", "test"))
    described = {label: f"A {label} movie review" for label in POLAR}
    embed = _embedder(known, request.encode)
    return Corpus(reviews.texts, reviews.labels, reviews.vectors, train, test, described, embed, True)


def _embedder(known: dict[str, np.ndarray], encode: encoder.Encode) -> Embed:
    def embed(texts: Sequence[str]) -> np.ndarray:
        if all(text in known for text in texts):
            return np.array([known[text] for text in texts], dtype=float)
        return encode(texts)

    return embed


def centroid(desk: Desk, corpus: Corpus, places: np.ndarray) -> list[str]:
    """Label texts by the nearest centroid."""
    train = corpus.vectors[corpus.train], corpus.labels_at(corpus.train)
    classes, centroids = desk.call("centroid_classifier.fit_centroids", *train)
    return list(desk.call("centroid_classifier.predict_centroids", corpus.vectors[places], classes, centroids))


def logistic(desk: Desk, corpus: Corpus, places: np.ndarray) -> list[str]:
    """Label texts by logistic regression on their vectors."""
    train = corpus.vectors[corpus.train], corpus.labels_at(corpus.train)
    return list(desk.call("logistic_head.fit_and_predict", *train, corpus.vectors[places])[0])


def zero_shot(desk: Desk, corpus: Corpus, places: np.ndarray) -> list[str]:
    """Label texts by the nearest description of a label."""
    texts = corpus.texts_at(places)
    return list(desk.call("zero_shot.zero_shot_labels", corpus.embed, texts, corpus.descriptions)[0])


def task_model(desk: Desk, corpus: Corpus, places: np.ndarray) -> list[str]:
    """Label texts by the model that was trained for just that."""
    outputs = desk.call("task_model.score_texts", handle.pipeline("tiny-sentiment"), corpus.texts_at(places))
    return [POLAR[int(index)] for index in desk.call("task_model.decode_scores", outputs, POLAR)]


WAYS: dict[str, Callable[[Desk, Corpus, np.ndarray], list[str]]] = {
    "nearest centroid": centroid,
    "logistic regression": logistic,
    "zero-shot": zero_shot,
    "task model": task_model,
}


def run(desk: Desk, corpus: Corpus, places: np.ndarray, missing: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give each way's name and its predictions, seconds and cost; why others are left out goes to `missing`."""
    for name, way in WAYS.items():
        if way is task_model and not corpus.recorded:
            continue  # tiny-sentiment knows reviews only
        try:
            way(desk, corpus, places[:1])  # not timed: loads libraries and models
            start = time.perf_counter()
            predictions = way(desk, corpus, places)
        except Waits as wait:
            missing.append(left_out(wait, name))
            continue
        yield name, {"predictions": predictions, "seconds": time.perf_counter() - start, "cost_usd": 0.0}


def left_out(wait: Waits, name: str) -> str:
    """Return the sentence for a section that goes on without one approach."""
    sentence = str(wait).rstrip(".")
    if sentence.endswith("this section waits for it"):
        return sentence.replace("this section waits for it", f"{name} is left out") + "."
    return f"{sentence}; {name} is left out."


def matrix(desk: Desk, truth: Sequence[str], predicted: Sequence[str | None], labels: Sequence[str]) -> np.ndarray:
    """Return the confusion matrix, with None in a column of its own if it is among the labels predicted."""
    given = [NONE if label is None else label for label in predicted]
    rows = [label for label in labels if label != NONE]
    counts = desk.call("classification_metrics.confusion_matrix", list(truth), given, list(labels))
    return np.asarray(counts)[: len(rows)]
