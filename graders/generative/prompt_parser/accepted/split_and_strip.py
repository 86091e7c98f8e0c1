"""Separators are replaced by spaces and clause ends by a lone "|", and str.split does the rest."""

NEGATIONS = ["not", "no", "never", "neither", "nor", "isn't", "wasn't", "non"]
FILLERS = ["a", "an", "the", "very", "really"]


def pieces_of(text):
    """Words in order, with "|" where a clause ends."""
    text = text.replace("’", "'")
    spaced = ""
    for character in text:
        if character.isalnum() or character == "'":
            spaced += character
        elif character in ".,;:!?\n":
            spaced += " | "
        else:
            spaced += " "
    return [piece.strip("'").casefold() for piece in spaced.split() if piece.strip("'")]


def words_of(text):
    return tuple(piece for piece in pieces_of(text) if piece != "|")


def table_of(labels):
    table = {words_of(label): label for label in labels}
    if not table or () in table or len(table) != len(labels):
        raise ValueError("labels needs labels with words, no two of them the same, got " + repr(labels))
    return table


def negated(pieces, position):
    before = pieces[:position]
    while before and before[-1] in FILLERS:
        before = before[:-1]
    return bool(before) and before[-1] in NEGATIONS


def parse_label(reply, labels):
    table = table_of(labels)
    lines = [] if reply is None else reply.splitlines()
    decisions = [
        table[words_of(rest)]
        for name, _, rest in (line.partition(":") for line in lines)
        if name.strip().upper() in ("LABEL", "ANSWER") and words_of(rest) in table
    ]
    if decisions:
        return decisions[-1]

    pieces = pieces_of(reply or "")
    positions = [position for position, piece in enumerate(pieces) if piece != "|"]
    left = []
    for words in sorted(table, key=lambda words: -len(words)):
        for first in range(len(positions) - len(words) + 1):
            place = positions[first : first + len(words)]
            if None not in place and tuple(pieces[position] for position in place) == words:
                positions[first : first + len(words)] = [None] * len(words)
                if not negated(pieces, place[0]):
                    left.append(table[words])
    return left[0] if left and left == [left[0]] * len(left) else None


def parse_labels(replies, labels, default):
    table = table_of(labels)
    if default not in table.values():
        raise ValueError(f"default must be in labels, got {default!r}")
    found = [parse_label(reply, labels) for reply in replies]
    return [label or default for label in found], sum(label is None for label in found)
