"""What `lab record` asks: questions about the texts in fixtures/, prompts, and the stand-in's replies."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from graders.kit import fixtures

from .standin import Question, Vectors
from .wordings import (
    CLUSTER_KINDS,
    LABEL_KINDS,
    SCORE_KINDS,
    cluster_replies,
    label_replies,
    score_replies,
)

Message = dict[str, str]
TWO = ("negative", "positive")
THREE = ("negative", "neutral", "positive")
EMBEDDING_MODEL, LARGER_MODEL = "text-embedding-3-small", "text-embedding-3-large"
SHIFT = {"openai": 0, "groq": 7}  # the two do not word their answer to a text alike
MISTAKEN = frozenset({6, 21})  # a model is not always right


@dataclass(frozen=True)
class Scenario:
    """One cassette: what is asked, in which words, and the vectors of an embeddings service."""

    name: str
    questions: Callable[[str], list[Question]]
    ask: Callable[[Question], list[Message]]
    correct: Callable[[Question], str]
    vectors: Callable[[], Vectors] = field(default=dict)


def chat_questions(provider: str) -> list[Question]:
    """Return 40 reviews to label with two labels, 12 of them again and 8 neutral ones with three."""
    pairs = zip(_reviews("negative", 20), _reviews("positive", 20), strict=True)
    polar = [row for pair in pairs for row in pair]
    mixed = [row for group in zip(polar[::3], polar[1::3], strict=False) for row in group][:12]
    asked = [(row, TWO) for row in polar] + [(row, THREE) for row in [*mixed, *_reviews("neutral", 8)]]
    kinds = list(LABEL_KINDS)
    questions = []
    for number, (row, labels) in enumerate(asked):
        step = number // 2 if labels == TWO else number  # each kind for both labels, or once
        kind = kinds[(step + SHIFT[provider]) % len(kinds)]
        others = [label for label in labels if label != row["label"]]
        label, other = (others[0], row["label"]) if number in MISTAKEN else (row["label"], others[0])
        replies = tuple(label_replies(kind, label, other))
        name, limited = f"{row['id']}-{len(labels)}", kind == "limited"
        questions.append(Question(name, kind, (row["text"],), labels, replies, limited=limited))
    return questions


def score_questions(provider: str) -> list[Question]:
    """Return 24 reviews whose positivity is asked for."""
    pairs = zip(_reviews("negative", 12), _reviews("positive", 12), strict=True)
    kinds = list(SCORE_KINDS)
    questions = []
    for number, row in enumerate(row for pair in pairs for row in pair):
        score = (0.12 if row["label"] == "negative" else 0.62) + number % 7 * 0.04
        kind = kinds[(number // 2 + SHIFT[provider]) % len(kinds)]
        questions.append(Question(row["id"], kind, (row["text"],), (), tuple(score_replies(kind, score))))
    return questions


def cluster_questions(provider: str) -> list[Question]:
    """Return 8 sets of 12 texts to group by theme."""
    rows = [row for row in fixtures.texts("topics") if not row.get("also")]
    questions = []
    for number in range(len(CLUSTER_KINDS)):
        kind = CLUSTER_KINDS[(number + SHIFT[provider]) % len(CLUSTER_KINDS)]
        chosen = rows[12 * number : 12 * (number + 1)]
        groups: dict[str, list[int]] = {}
        for position, row in enumerate(chosen, start=1):
            groups.setdefault(row["label"].capitalize(), []).append(position)
        names = list(groups)
        if kind == "prose":  # one text in two groups, one in none
            groups[names[1]].append(groups[names[0]][0])
            groups[names[0]].remove(groups[names[0]][-1])
        texts = tuple(row["text"] for row in chosen)
        replies = tuple(cluster_replies(kind, groups))
        questions.append(Question(f"topics-{number}", kind, texts, (), replies, k=len(groups)))
    return questions


def embedding_questions(provider: str) -> list[Question]:
    """Return one entry for each way in which texts are answered: with a vector, or not at all."""
    texts = list(embedding_vectors()[EMBEDDING_MODEL])
    return [
        Question("recorded", "complete", tuple(texts[:-1]), (), ()),
        Question("left-out", "incomplete", (texts[-1],), (), ()),
    ]


def embedding_vectors() -> Vectors:
    """Return the vectors of 140 texts, of three more that are others only in how they are spelled, and of a
    text whose item the service leaves out of its answer; a larger model knows the first six.
    """
    topics = fixtures.embeddings("topics")
    found: dict[str, Any] = dict(zip(topics.texts, topics.vectors, strict=True))
    texts, vectors = list(found), list(found.values())
    spelled = [texts[0].upper(), f" {texts[1]} ", texts[2].replace(" ", "\n", 1)]
    known = dict(zip([*texts[:140], *spelled], vectors, strict=False))
    return {
        EMBEDDING_MODEL: {**known, texts[140]: None},
        LARGER_MODEL: dict(zip(texts[:6], vectors[150:], strict=False)),
    }


def _reviews(label: str, n: int) -> list[dict[str, Any]]:
    """Return the first n test reviews whose label is right, each text once."""
    mislabelled = json.loads((fixtures.FOLDER / "texts" / "noise.json").read_text(encoding="utf-8"))["right"]
    rows: dict[str, dict[str, Any]] = {}
    for row in fixtures.texts("reviews"):
        if row["label"] == label and row["split"] == "test" and row["id"] not in mislabelled:
            rows.setdefault(row["text"].casefold(), row)
    return list(rows.values())[:n]


def _fenced(system: str, texts: Iterable[str]) -> list[Message]:
    content = "\n".join(["<text>", *texts, "</text>"])
    return [{"role": "system", "content": system}, {"role": "user", "content": content}]


def _ask_label(question: Question) -> list[Message]:
    task = f"Which label fits the text? Answer with one of: {', '.join(question.labels)}."
    return _fenced(task, question.texts)


def _correct_label(question: Question) -> str:
    return f"Answer with exactly one of: {', '.join(question.labels)}."


def _ask_score(question: Question) -> list[Message]:
    return _fenced("How favourable is the text? Answer with one number from 0 to 1.", question.texts)


def _correct_score(question: Question) -> str:
    return "Answer with one number from 0 to 1, and nothing else."


def _ask_clusters(question: Question) -> list[Message]:
    example = json.dumps({"clusters": [{"name": "Weather", "documents": [1, 3]}]})
    task = f"Group the numbered texts by theme, in at most {question.k} named clusters."
    lines = [f"{number}. {' '.join(text.split())}" for number, text in enumerate(question.texts, start=1)]
    return [
        {"role": "system", "content": f"{task} Answer with JSON: {example}"},
        {"role": "user", "content": "\n".join(lines)},
    ]


def _correct_clusters(question: Question) -> str:
    return f"That cannot be used. Answer with JSON alone: at most {question.k} clusters, each text once."


SCENARIOS = (
    Scenario("chat", chat_questions, _ask_label, _correct_label),
    Scenario("scores", score_questions, _ask_score, _correct_score),
    Scenario("clusters", cluster_questions, _ask_clusters, _correct_clusters),
    Scenario("embeddings", embedding_questions, _ask_label, _correct_label, embedding_vectors),
)
