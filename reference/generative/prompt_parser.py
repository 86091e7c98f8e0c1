"""Read the label out of a reply by its words and their places, not by searching its text.

Cut into words, a reply's quotes, bold, JSON and hyphens are harmless, and "negatively" is a word of its own.
A word's place in the text tells what stands between it and another, which the negation rule asks for. Words
are used up by the longest labels first, over the whole reply, so overlaps need no special case.
"""

import re
from collections.abc import Sequence

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
LABEL_LINE = re.compile(r"\s*(?:label|answer)\s*:(.*)", re.IGNORECASE)
CLAUSE_END = re.compile(r"[.,;:!?\n]")
NEGATIONS = {"not", "no", "never", "neither", "nor", "isn't", "wasn't", "non"}
FILLERS = {"a", "an", "the", "very", "really"}


def parse_label(reply: str | None, labels: Sequence[str]) -> str | None:
    by_words = _by_words(labels)
    if reply is None:
        return None
    text = reply.replace("’", "'")
    for line in reversed(text.split("\n")):
        if (match := LABEL_LINE.match(line)) and (words := _words(match[1])) in by_words:
            return by_words[words]

    places = list(WORD.finditer(text))
    words = _words(text)
    used: set[int] = set()
    left: set[str] = set()
    # sorted() is stable, reversed too: of equally long labels the earlier stays first.
    for label in sorted(by_words, key=len, reverse=True):
        for start in range(len(words) - len(label) + 1):
            span = range(start, start + len(label))
            if words[start : span.stop] == label and used.isdisjoint(span):
                used.update(span)
                if not _negated(text, places[: start + 1]):
                    left.add(by_words[label])
    return left.pop() if len(left) == 1 else None


def parse_labels(replies: Sequence[str | None], labels: Sequence[str], default: str) -> tuple[list[str], int]:
    _by_words(labels)
    if default not in labels:
        raise ValueError(f"default must be one of labels, {list(labels)}, got {default!r}")
    parsed = [parse_label(reply, labels) for reply in replies]
    return [default if label is None else label for label in parsed], parsed.count(None)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in WORD.findall(text.replace("’", "'")))


def _by_words(labels: Sequence[str]) -> dict[tuple[str, ...], str]:
    by_words: dict[tuple[str, ...], str] = {}
    for label in labels:
        if not (words := _words(label)):
            raise ValueError(f"labels must each have a letter or a digit, got {label!r}")
        if words in by_words:
            raise ValueError(f"labels must differ in their words, got {by_words[words]!r} and {label!r}")
        by_words[words] = label
    if not by_words:
        raise ValueError("labels must hold at least one label, got none")
    return by_words


def _negated(text: str, places: list[re.Match[str]]) -> bool:
    """Whether the mention that begins at the last of the places is denied by the word before it."""
    *before, mention = places
    while before and before[-1].group().casefold() in FILLERS:
        before.pop()
    if not before or before[-1].group().casefold() not in NEGATIONS:
        return False
    return not CLAUSE_END.search(text, before[-1].end(), mention.start())
