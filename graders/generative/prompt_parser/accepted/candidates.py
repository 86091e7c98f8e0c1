"""All candidate mentions are ranked and the best free ones kept; answers with a tuple and a numpy int."""

from dataclasses import dataclass
from itertools import groupby, takewhile

import numpy as np

NEGATIONS = frozenset(["not", "no", "never", "neither", "nor", "isn't", "wasn't", "non"])
FILLERS = frozenset(["a", "an", "the", "very", "really"])


@dataclass(frozen=True)
class Word:
    text: str
    clause: int


def tokenize(text):
    words, clause = [], 0
    characters = list(text.replace("’", "'"))
    for index, character in enumerate(characters):
        if character == "'":
            inside = 0 < index < len(characters) - 1
            if not (inside and characters[index - 1].isalnum() and characters[index + 1].isalnum()):
                characters[index] = " "
    for is_word, run in groupby(characters, key=lambda character: character.isalnum() or character == "'"):
        run = "".join(run)
        if is_word:
            words.append(Word(run.casefold(), clause))
        elif set(run) & set(".,;:!?\n\r"):
            clause += 1
    return tuple(words)


def spelling(text):
    return tuple(word.text for word in tokenize(text))


def demand_good(labels):
    spellings = list(map(spelling, labels))
    if not spellings:
        raise ValueError("labels: at least one label is needed")
    if not all(spellings):
        raise ValueError(f"labels: each needs a word, got {list(labels)}")
    if len(spellings) != len(set(spellings)):
        raise ValueError(f"labels: two are the same, got {list(labels)}")


def from_label_lines(reply, labels):
    for line in reversed(reply.splitlines()):
        name, colon, rest = line.partition(":")
        if colon and name.strip().casefold() in {"label", "answer"}:
            yield from (label for label in labels if spelling(label) == spelling(rest))


def stands(words, start):
    fillers = list(takewhile(lambda word: word.text in FILLERS, reversed(words[:start])))
    before = start - len(fillers) - 1
    return before < 0 or words[before].text not in NEGATIONS or words[before].clause != words[start].clause


def parse_label(reply, labels):
    demand_good(labels)
    if reply is None:
        return None
    for label in from_label_lines(reply, labels):
        return label
    words = tokenize(reply)
    candidates = [
        (-len(name), rank, start)
        for rank, name in enumerate(map(spelling, labels))
        for start in range(len(words))
        if name == tuple(word.text for word in words[start : start + len(name)])
    ]
    free, answers = set(range(len(words))), set()
    for minus_length, rank, start in sorted(candidates):
        place = set(range(start, start - minus_length))
        if place <= free:
            free -= place
            if stands(words, start):
                answers.add(rank)
    return labels[min(answers)] if len(answers) == 1 else None


def parse_labels(replies, labels, default):
    demand_good(labels)
    if all(default != label for label in labels):
        raise ValueError(f"default: one of {list(labels)} is needed, got {default!r}")
    found = tuple(parse_label(reply, labels) for reply in replies)
    return tuple(default if label is None else label for label in found), np.int64(found.count(None))
