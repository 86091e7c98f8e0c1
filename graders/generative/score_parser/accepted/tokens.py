"""Cut into tokens first, then read the list of tokens from its end with a stack."""

import re

import numpy as np

TOKEN = re.compile(
    r"""
      (?P<number> (?: (?<!\S)[+-] | (?<=[(\[{:=])[+-] )? (?: \d+ (?:\.\d+)? | \.\d+ ) )
    | (?P<percent> % )
    | (?P<over> / | (?<=\s) out \s+ of (?=\s) )
    | (?P<space> \s+ )
    | (?P<other> [^\W\d_]+ | . )
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def tokens(reply):
    found = [(match.lastgroup, match.group()) for match in TOKEN.finditer(reply)]
    kinds = []
    for place, (kind, text) in enumerate(found):
        before = found[place - 1][1][-1] if place else " "
        after = found[place + 1][1][0] if place + 1 < len(found) else " "
        if kind == "number":
            touched = after.isalpha() or (before.isalpha() and text[0] not in "+-")
            kinds.append(("other", text) if touched else (kind, np.float64(text)))
        elif kind != "space":
            kinds.append((kind, text))
    return kinds


def parse_score(reply):
    if reply is None:
        return None
    stack = tokens(reply)[::-1]
    scores = []
    while stack:
        kind, value = stack.pop()
        if kind != "number":
            continue
        if stack and stack[-1][0] == "percent":
            value = value * 0.01
            stack.pop()
        elif len(stack) > 1 and stack[-1][0] == "over" and stack[-2][0] == "number":
            stack.pop()
            _, divisor = stack.pop()
            if divisor == 0:
                return None
            value = value / divisor
        scores.append(value)
    scores = np.array(scores)
    if scores.size == 0 or scores.min() < 0 or scores.max() > 1 or np.ptp(scores) > 1e-9:
        return None
    return scores.mean()


def score_to_label(score, negative, positive, threshold=0.5):
    if threshold > 1 or threshold < 0:
        raise ValueError("threshold")
    if score is not None:
        return positive if not score < threshold else negative
