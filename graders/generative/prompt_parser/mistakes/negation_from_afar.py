"""A negation far ahead in the same clause drops the label too.

Only the word right before the label counts (fillers left out): "not at all positive" is a mention.
"""

import re

NEGATIONS = ["not", "no", "never", "neither", "nor", "isn't", "wasn't", "non"]
FILLERS = ["a", "an", "the", "very", "really"]


def find_words(text):
    return list(re.finditer(r"[^\W_]+(?:'[^\W_]+)*", text.replace("’", "'")))


def words_of(text):
    return [word.group().casefold() for word in find_words(text)]


def check(labels):
    keys = [words_of(label) for label in labels]
    if not keys or [] in keys or any(keys.count(key) > 1 for key in keys):
        raise ValueError(f"labels must have words and be different, got {labels}")
    return keys


def from_label_line(reply, labels, keys):
    for line in reversed(reply.splitlines()):
        match = re.match(r"\s*(label|answer)\s*:(.*)", line, re.IGNORECASE)
        if match and words_of(match[2]) in keys:
            return labels[keys.index(words_of(match[2]))]
    return None


def find_mentions(reply, labels, keys):
    words = words_of(reply)
    used = [False] * len(words)
    mentions = []
    for index in sorted(range(len(labels)), key=lambda i: -len(keys[i])):
        size = len(keys[index])
        for start in range(len(words) - size + 1):
            if words[start : start + size] == keys[index] and not any(used[start : start + size]):
                used[start : start + size] = [True] * size
                mentions.append((start, labels[index]))
    return mentions


def is_negated(reply, start):
    clause = re.split(r"[.,;:!?\n]", reply[: find_words(reply)[start].start()])[-1]
    return any(word in NEGATIONS for word in words_of(clause))


def parse_label(reply, labels):
    keys = check(labels)
    if reply is None:
        return None
    label = from_label_line(reply, labels, keys)
    if label is not None:
        return label
    mentions = find_mentions(reply, labels, keys)
    left = {label for start, label in mentions if not is_negated(reply, start)}
    return left.pop() if len(left) == 1 else None


def parse_labels(replies, labels, default):
    check(labels)
    if default not in labels:
        raise ValueError(f"default must be in labels, got {default!r}")
    parsed = [parse_label(reply, labels) for reply in replies]
    return [default if label is None else label for label in parsed], parsed.count(None)
