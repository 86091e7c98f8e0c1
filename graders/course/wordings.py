"""How chat models word an answer: the forms in which the local stand-in replies, by kind.

Every kind gives three replies, to the question and to two corrections after it. A reply without content is a
refusal.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple


class Reply(NamedTuple):
    """One reply of a chat model: its content and why it ended there."""

    content: str | None
    finish_reason: str = "stop"


ATTEMPTS = 3
UNKNOWN = "mixed"

LABEL_KINDS: dict[str, tuple[str | None, str | None, str | None]] = {
    # the first reply names the label, and no other
    "exact": ("{label}", "{label}", "{label}"),
    "capital": ("{title}.", "{title}", "{title}"),
    "quoted": ("“{label}”", '"{label}"', "{label}"),
    "bold": ("**{title}**", "{title}", "{title}"),
    "prefixed": ("Label: {label}", "label: {label}", "{label}"),
    "explained": (
        "The wording is clear, and so is the last line.\n\nAnswer: {label}",
        "Answer: {label}",
        "{label}",
    ),
    "spaced": ("\n  {label} \n", " {label}", "{label}\n"),
    "json": ('{{"label": "{label}"}}', '{{"label": "{label}"}}', "{label}"),
    "limited": ("{label}", "{label}", "{label}"),
    # the first reply names it among others
    "weighed": (
        "Parts of it sound {other}, but not the whole.\n\nAnswer: {label}",
        "Answer: {label}",
        "{label}",
    ),
    "negated": ("It is not {other}.", "{title}", "{label}"),
    "both": ("Partly {label}, partly {other}.", "Label: {label}", "{label}"),
    # the first reply names none
    "refusal": (None, "{label}", "{label}"),
    "unknown": (UNKNOWN, "{title}.", "{label}"),
    "truncated": ("The text describes how ", "{label}", "{label}"),
    "empty": ("", "{label}", "{label}"),
    # the label comes late, or never
    "late": (UNKNOWN, "Either {other} or {label}.", "{label}"),
    "silent": (None, None, "{label}"),
    "never": (UNKNOWN, "Both {label} and {other}.", None),
    "lost": (None, "", "I cannot tell."),
}

SCORE_KINDS: dict[str, tuple[str | None, str | None, str | None]] = {
    "decimal": ("{score:.2f}", "{score:.2f}", "{score:.2f}"),
    "bare": ("{bare}", "{score:.2f}", "{score:.2f}"),
    "percent": ("{percent}%", "{score:.2f}", "{score:.2f}"),
    "of_ten": ("{ten:.1f}/10", "{score:.2f}", "{score:.2f}"),
    "worded": ("I would say {score:.2f}, all in all.", "{score:.2f}", "{score:.2f}"),
    "twice": ("{score:.2f}, that is {percent} %", "{score:.2f}", "{score:.2f}"),
    "range": ("Between {lower:.2f} and {score:.2f}.", "{score:.2f}", "{score:.2f}"),
    "outside": ("{ten:.1f}", "{score:.2f}", "{score:.2f}"),
    "nothing": ("quite high", "{score:.2f}", "{score:.2f}"),
    "refusal": (None, "{score:.2f}", "{score:.2f}"),
    "divided": ("0/0", "{score:.2f}", "{score:.2f}"),
    "never": ("hard to tell", None, "more than most"),
}

CLUSTER_KINDS = ("plain", "fenced", "prose", "zero", "many", "broken", "beyond", "never")


def label_replies(kind: str, label: str, other: str) -> list[Reply]:
    """Return the replies of a kind that mean `label`; `other` is a second label they may name.

    Examples
    --------
    >>> label_replies("both", "positive", "negative")[0].content
    'Partly positive, partly negative.'
    """
    words = {"label": label, "other": other, "title": label.capitalize()}
    return [_reply(form, words, cut=kind == "truncated" and i == 0) for i, form in enumerate(LABEL_KINDS[kind])]


def score_replies(kind: str, score: float) -> list[Reply]:
    """Return the replies of a kind that mean a score in 0.1..0.9 of two decimals."""
    words = {"score": score, "lower": score - 0.1, "ten": score * 10, "percent": f"{score * 100:.0f}"}
    words["bare"] = f"{score:.2f}".lstrip("0")
    return [_reply(form, words) for form in SCORE_KINDS[kind]]


def cluster_replies(kind: str, groups: dict[str, list[int]]) -> list[Reply]:
    """Return the replies of a kind that mean these groups of document numbers, counted from 1."""
    good = _clusters(groups)
    numbers = [number for group in groups.values() for number in group]
    first = {
        "plain": good,
        "fenced": f"```json\n{good}\n```",
        "prose": f"I see {len(groups)} themes {{roughly}}.\n\n{good}\n\nAsk if you want them {{finer}}.",
        "zero": _clusters({name: [number - 1 for number in group] for name, group in groups.items()}),
        "many": _clusters({f"Theme {number}": [number] for number in numbers}),
        "broken": good[: len(good) * 2 // 3],
        "beyond": _clusters({**groups, "Other": [max(numbers) + 1]}),
        "never": "The texts have nothing in common.",
    }[kind]
    again = first if kind == "never" else f"```json\n{good}\n```"
    return [Reply(first, "length" if kind == "broken" else "stop"), Reply(again), Reply(again)]


def _reply(form: str | None, words: Mapping[str, object], cut: bool = False) -> Reply:
    return Reply(None if form is None else form.format(**words), "length" if cut else "stop")


def _clusters(groups: Mapping[str, list[int]]) -> str:
    clusters = [{"name": name, "documents": numbers} for name, numbers in groups.items()]
    return json.dumps({"clusters": clusters})
