"""A class of one turn, a generator of turns, and a tuple of OrderedDict as the result."""

import re
from collections import Counter, OrderedDict
from dataclasses import dataclass
from itertools import chain


@dataclass(frozen=True)
class Turn:
    role: str
    content: str

    def message(self):
        return OrderedDict(content=self.content, role=self.role)


def demand(condition, message):
    if not condition:
        raise ValueError(message)


def question(text):
    demand(re.search(r"\S", text), "blank text")
    return Turn("user", "\n".join(("<text>", re.sub("</text>", r"<\\/text>", text), "</text>")))


def shots(examples, labels):
    for text, label in examples:
        demand(label in set(labels), f"{label} is no label")
        yield question(text)
        yield Turn("assistant", label)


def build_messages(text, labels, examples=()):
    demand(len(labels) >= 2, "too few labels")
    demand(all(map(str.strip, labels)), "blank label")
    demand(max(Counter(map(str.casefold, labels)).values()) == 1, "equal labels")
    system = Turn("system", "Labels:\n" + "\n".join(labels) + "\nAnswer with one of them.")
    return tuple(turn.message() for turn in chain([system], shots(examples, labels), [question(text)]))
