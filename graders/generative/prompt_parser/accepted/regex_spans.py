"""One pattern per label over the casefolded text, and one pattern for what denies a mention."""

import re

LETTER = r"[^\W_]"
START = rf"(?<!{LETTER})(?<!{LETTER}')"
END = rf"(?!{LETTER})(?!'{LETTER})"
GAP = rf"(?!'{LETTER})[\W_]+"
GAP_IN_CLAUSE = rf"(?!'{LETTER})(?:_|[^\w.,;:!?\n])+"
NEGATION = r"(?:not|no|never|neither|nor|isn't|wasn't|non)"
DENIED = re.compile(rf"{START}{NEGATION}{GAP_IN_CLAUSE}(?:(?:an?|the|very|really){GAP_IN_CLAUSE})*\Z")


def tidy(text):
    return text.replace("\u2019", "'").casefold()


def key_of(label):
    return re.findall(rf"{LETTER}+(?:'{LETTER}+)*", tidy(label))


def checked_keys(labels):
    keys = [key_of(label) for label in labels]
    if len(keys) == 0 or min(len(key) for key in keys) == 0 or len(set(map(tuple, keys))) < len(keys):
        raise ValueError(f"labels must be one or more, with words, all different, got {labels!r}")
    return keys


def parse_label(reply, labels):
    keys = checked_keys(labels)
    if reply is None:
        return None
    text = tidy(reply)
    answer = None
    for line in re.finditer(r"^[^\S\n]*(?:label|answer)[^\S\n]*:(.*)$", text, re.MULTILINE):
        if key_of(line[1]) in keys:
            answer = labels[keys.index(key_of(line[1]))]
    if answer is not None:
        return answer

    spans, left = [], set()
    for index in sorted(range(len(labels)), key=lambda index: (-len(keys[index]), index)):
        pattern = START + GAP.join(map(re.escape, keys[index])) + END
        for match in re.finditer(pattern, text):
            if all(match.end() <= begin or end <= match.start() for begin, end in spans):
                spans.append(match.span())
                if not DENIED.search(text[: match.start()]):
                    left.add(labels[index])
    if len(left) != 1:
        return None
    (only,) = left
    return only


def parse_labels(replies, labels, default):
    checked_keys(labels)
    if default not in labels:
        raise ValueError(f"default must be one of {labels!r}, got {default!r}")
    parsed, missing = [], 0
    for reply in replies:
        label = parse_label(reply, labels)
        if label is None:
            label = default
            missing += 1
        parsed.append(label)
    return parsed, missing
