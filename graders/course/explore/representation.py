"""The page of the unit representation: the texts, ways to a label, the learning curve, vectors."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np

from graders.kit import fixtures, handle

from . import approaches, pictures
from .approaches import Corpus
from .desk import Desk, Waits
from .page import Item, Picture, Section, Table, Words, section
from .pictures import COLOURS, MARKERS, colour_bar, heatmap
from .request import Request

Predictions = Callable[[], tuple[dict[str, dict[str, Any]], list[str]]]
DRAWS = 5
LARGEST = 2000  # rows that a learning curve goes up to
PER_THEME = 4
EMBEDDING_MODEL = "text-embedding-3-small"


def sections(desk: Desk, request: Request) -> list[Section]:
    """Return the sections of the page."""
    texts = approaches.corpus(request)

    @cache
    def predictions() -> tuple[dict[str, dict[str, Any]], list[str]]:
        missing: list[str] = []
        found = dict(approaches.run(desk, texts, texts.test, missing))
        if not found:
            raise Waits(" ".join(missing))
        return found, missing

    made = [
        section(
            desk,
            "The texts",
            "Before any model: how many texts of each label, and is anything in both splits?",
            counts(desk, texts),
        ),
        section(
            desk,
            "Ways to a label",
            "The same test texts, labelled by each approach. Rows are the truth, columns what was said.",
            compared(desk, texts, predictions),
        ),
        section(
            desk,
            "How many labelled texts does it take?",
            "A frozen encoder leaves little to learn. Gains shrink towards the end.",
            learning_curve(desk, texts, predictions),
        ),
    ]
    if texts.recorded:
        lead = "An API gives a vector for each text, in any order. Texts on one theme point the same way."
        made.append(section(desk, "Vectors from an API", lead, similarities(desk, request)))
    if request.text:
        made.append(section(desk, "Your sentence", f"“{request.text}”", sentence(desk, texts, request)))
    return made


def counts(desk: Desk, texts: Corpus) -> Iterator[Item]:
    """Labels in both splits, and texts that stand in both."""
    rows = [{"text": text, "label": label} for text, label in zip(texts.texts, texts.labels, strict=True)]
    train, test = [rows[i] for i in texts.train], [rows[i] for i in texts.test]
    counted = [desk.call("dataset_sampler.label_counts", part) for part in (train, test)]
    labels = sorted(set(counted[0]) | set(counted[1]))
    yield Table(("label", "train", "test"), [(label, *(c.get(label, 0) for c in counted)) for label in labels])
    shared = desk.call("dataset_sampler.shared_texts", train, test)
    if not shared:
        yield Words("No text of train stands in test.")
        return
    example = pictures.short(shared[0], 90)
    n = f"{len(shared)} texts of train stand" if len(shared) > 1 else "One text of train stands"
    yield Words(f"{n} in test too, for instance “{example}” Whoever knows them by heart looks better than they are.")


def compared(desk: Desk, texts: Corpus, predictions: Predictions) -> Iterator[Item]:
    """Confusion matrices, the table of approaches, and the best one label by label."""
    found, missing = predictions()
    truth = texts.labels_at(texts.test)
    labels = sorted({*truth, *texts.classes})
    yield confusions(desk, truth, {name: way["predictions"] for name, way in found.items()}, labels)
    report = "classification_metrics.classification_report"
    reports = {name: desk.call(report, truth, way["predictions"], labels) for name, way in found.items()}
    order = sorted(reports, key=lambda name: -reports[name]["macro_f1"])
    rows = [(name, *(reports[name][key] for key in ("accuracy", "macro_f1", "weighted_f1"))) for name in order]
    yield Table(("approach", "accuracy", "macro F1", "weighted F1"), rows, marked=order[0])
    best = reports[order[0]]
    header = ("label", "precision", "recall", "F1", "support")
    each = [(label, *(best[label][key] for key in ("precision", "recall", "f1", "support"))) for label in labels]
    yield Table(header, each, f"{order[0].capitalize()}, label by label.")
    if texts.recorded:
        yield Words("About one label in twenty is wrong on purpose in these reviews, so nothing honest gets to 100 %.")
    for sentence in missing:
        yield Words(sentence)


def confusions(desk: Desk, truth: list[str], predicted: dict[str, list[str | None]], labels: list[str]) -> Picture:
    """Return a picture of a confusion matrix for each approach."""
    across = [*labels, approaches.NONE] if any(None in said for said in predicted.values()) else labels
    n, columns = len(predicted), min(len(predicted), (4 if across == labels else 3) if len(labels) <= 3 else 2)
    size, lines = 2.6 if len(labels) <= 3 else 4.4, -(-n // columns)
    height = (size - 0.4) * len(labels) / len(across) + 0.8
    figure, grid = pictures.canvas(lines, columns, width=size * columns + 0.4, height=height * lines)
    for place, (name, said) in enumerate(predicted.items()):
        axes = grid.flat[place]
        pictures.confusion(axes, approaches.matrix(desk, truth, said, across), across, labels, name)
        if place % columns:
            axes.set(ylabel="", yticks=[])
    pictures.hide(grid.flat[n:])
    return Picture(
        "confusion",
        pictures.png(figure),
        f"Confusion matrices of {', '.join(predicted)} on {len(truth)} texts.",
        f"{len(truth)} texts. The number counts texts, the colour is its share of the row: a bright diagonal is good.",
    )


def learning_curve(desk: Desk, texts: Corpus, predictions: Predictions) -> Iterator[Item]:
    """Accuracy by the number of rows trained on, over some draws of them."""
    truth, n_train = texts.labels_at(texts.test), min(len(texts.train), LARGEST)
    sizes = sorted({int(size) for size in np.geomspace(min(10, n_train), n_train, 7)})
    curves = []
    for seed in range(DRAWS):
        places = _drawn(texts, seed)
        given = texts.vectors[places], texts.labels_at(places), texts.vectors[texts.test], truth
        curves.append(desk.call("logistic_head.accuracy_by_size", *given, sizes))
    values = np.array(curves, dtype=float)
    figure, ((axes,),) = pictures.canvas(width=7.5, height=3.6)
    axes.fill_between(sizes, values.min(axis=0), values.max(axis=0), color=COLOURS[0], alpha=0.18, linewidth=0)
    axes.plot(
        sizes, values.mean(axis=0), color=COLOURS[0], marker=MARKERS[0], label=f"logistic regression, {DRAWS} draws"
    )
    found, _ = predictions()
    styles = {"nearest centroid": "--", "zero-shot": ":", "task model": "-."}
    for number, (name, style) in enumerate(styles.items(), start=1):
        if name in found:
            right = [a == b for a, b in zip(truth, found[name]["predictions"], strict=True)]
            axes.axhline(float(np.mean(right)), color=COLOURS[number], linestyle=style, label=name)
    axes.set_xscale("log")
    axes.set_xticks(sizes, [str(size) for size in sizes])
    axes.minorticks_off()
    axes.set(xlabel="labelled texts trained on (log scale)", ylabel="test accuracy")
    axes.set_title(
        f"{sizes[0]} labels: {values[:, 0].mean():.0%} right; {sizes[-1]} labels: {values[:, -1].mean():.0%}"
    )
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    ends = f"{values[:, 0].mean():.2f} with {sizes[0]} texts to {values[:, -1].mean():.2f} with {sizes[-1]}"
    yield Picture(
        "learning-curve",
        pictures.png(figure),
        f"Line plot: mean test accuracy goes from {ends}; horizontal lines for the other approaches.",
        "The band is the range over the draws: with few texts, luck decides much. Zero-shot has seen no label, "
        "nearest centroid all of train.",
    )


def similarities(desk: Desk, request: Request) -> Iterator[Item]:
    """Cosines of some topic texts, from vectors of the embeddings API with recorded answers."""
    topics = fixtures.embeddings("topics")
    client = request.llm.client("openai", "embeddings")
    recorded = {t for q in client.recorded.questions if q["kind"] == "complete" for t in q["texts"]}
    themes = sorted(set(topics.labels))
    texts: list[str] = []
    ends = [0]
    for theme in themes:
        known = [t for t, label in zip(topics.texts, topics.labels, strict=True) if label == theme and t in recorded]
        texts += known[:PER_THEME]
        ends.append(len(texts))
    vectors = desk.call("text_embedder.embed_texts", client, texts, model=EMBEDDING_MODEL, batch_size=8)
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    cosines = unit @ unit.T
    figure, ((axes,),) = pictures.canvas(width=8.4, height=5.6)
    image = heatmap(axes, cosines, title="Blocks along the diagonal: one theme each", xlabel="the same texts, by theme")
    axes.set_yticks(range(len(texts)), [pictures.short(text, 36) for text in texts], fontsize=8)
    sizes = [end - start for start, end in itertools.pairwise(ends)]
    axes.set_xticks([start + (size - 1) / 2 for start, size in zip(ends, sizes, strict=False)], themes)
    axes.set(aspect="equal")
    for start, size in zip(ends, sizes, strict=False):
        pictures.square(axes, start, start, size, size)
    colour_bar(figure, image, axes, "cosine similarity")
    theme_of = np.repeat(np.arange(len(themes)), sizes)
    block = theme_of[:, None] == theme_of
    within, between = float(cosines[block & ~np.eye(len(texts), dtype=bool)].mean()), float(cosines[~block].mean())
    yield Picture(
        "similarities",
        pictures.png(figure),
        f"Heatmap of cosines of {len(texts)} texts: {within:.2f} on average within a theme, {between:.2f} between.",
        f"{len(texts)} texts in {len(client.requests)} requests of at most 8, answered from a recording. "
        f"The mean cosine is {within:.2f} within a theme and {between:.2f} between themes.",
    )


def sentence(desk: Desk, texts: Corpus, request: Request) -> Iterator[Item]:
    """What each approach says of the user's sentence."""
    assert request.text is not None
    if texts.recorded:
        outputs = desk.call("task_model.score_texts", handle.pipeline("tiny-sentiment"), [request.text])[0]
        scores = [(o["label"], o["score"]) for o in sorted(outputs, key=lambda o: -o["score"])]
        yield Table(("label", "score"), scores, "The task model, all labels.")
    vector = request.encode([request.text])
    train, labels = texts.vectors[texts.train], texts.labels_at(texts.train)
    said, shares = desk.call("logistic_head.fit_and_predict", train, labels, vector)
    rows: list[tuple[Any, ...]] = [("logistic regression", said[0], float(np.max(shares)))]
    classes, centroids = desk.call("centroid_classifier.fit_centroids", train, labels)
    rows.append(
        ("nearest centroid", *desk.call("centroid_classifier.predict_centroids", vector, classes, centroids), None)
    )
    said, shares = desk.call("zero_shot.zero_shot_labels", texts.embed, [request.text], texts.descriptions)
    rows.append(("zero-shot", said[0], float(np.max(shares))))
    yield Table(("approach", "label", "probability or cosine"), rows)


def _drawn(texts: Corpus, seed: int) -> np.ndarray:
    """Return training rows in another order, with two labels among the first two."""
    places = np.random.default_rng(seed).permutation(texts.train)
    labels = texts.labels_at(places)
    other = next((i for i, label in enumerate(labels) if label != labels[0]), 1)
    places[1], places[other] = places[other], places[1]
    return places[:LARGEST]
