"""Only a reply that is the label and nothing else is understood.

Models add a full stop, quotes, bold or a sentence around the label, so most good answers are thrown away.
"""

import re


def check(labels):
    keys = [re.findall(r"[^\W_]+(?:'[^\W_]+)*", label.replace("’", "'").casefold()) for label in labels]
    if not keys or [] in keys or any(keys.count(key) > 1 for key in keys):
        raise ValueError(f"labels must have words and be different, got {labels}")


def parse_label(reply, labels):
    check(labels)
    if reply is None:
        return None
    for label in labels:
        if reply.strip().casefold() == label.casefold():
            return label
    return None


def parse_labels(replies, labels, default):
    check(labels)
    if default not in labels:
        raise ValueError(f"default must be in labels, got {default!r}")
    parsed = [parse_label(reply, labels) for reply in replies]
    return [default if label is None else label for label in parsed], parsed.count(None)
