"""The label is looked for as a piece of text: "negatively" and "not negative" have it too.

`"negative" in reply` asks for letters in a row, not for words, and sees nothing of what stands before them.
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
    found = [label for label in labels if label.casefold() in reply.casefold()]
    return found[0] if len(found) == 1 else None


def parse_labels(replies, labels, default):
    check(labels)
    if default not in labels:
        raise ValueError(f"default must be in labels, got {default!r}")
    parsed = [parse_label(reply, labels) for reply in replies]
    return [default if label is None else label for label in parsed], parsed.count(None)
