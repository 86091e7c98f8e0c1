"""No regular expression: the reply is read one character at a time, into words and the breaks before them."""

NEGATIONS = ("not", "no", "never", "neither", "nor", "isn't", "wasn't", "non")
FILLERS = ("a", "an", "the", "very", "really")


def read(text):
    """Return the words, and for each whether a clause ended since the word before it."""
    words, breaks = [], []
    word, clause_ended = "", False
    for position, character in enumerate(text):
        after = text[position + 1 : position + 2]
        if character.isalnum() or (character in "'’" and word and after.isalnum()):
            word += "'" if character == "’" else character
            if not after.isalnum() and not (after and after in "'’" and text[position + 2 : position + 3].isalnum()):
                words.append(word.casefold())
                breaks.append(clause_ended)
                word, clause_ended = "", False
        elif character in ".,;:!?\n":
            clause_ended = True
    return words, breaks


def check(labels):
    if len(labels) == 0:
        raise ValueError("labels is empty")
    seen = []
    for label in labels:
        words, _ = read(label)
        if words == []:
            raise ValueError(f"label {label!r} has no word")
        if words in seen:
            raise ValueError(f"label {label!r} is there twice")
        seen.append(words)
    return seen


def find_label_line(reply, label_words):
    decided = None
    for line in reply.split("\n"):
        if ":" in line:
            name, rest = line.split(":", 1)
            if name.strip().lower() in ("label", "answer"):
                for index in range(len(label_words)):
                    if read(rest)[0] == label_words[index]:
                        decided = index
    return decided


def is_denied(words, breaks, start):
    position = start
    while position > 0:
        if breaks[position]:
            return False
        position -= 1
        if words[position] not in FILLERS:
            return words[position] in NEGATIONS
    return False


def parse_label(reply, labels):
    label_words = check(labels)
    if reply is None:
        return None
    decided = find_label_line(reply, label_words)
    if decided is not None:
        return labels[decided]

    words, breaks = read(reply)
    owner = [None] * len(words)
    answers = []
    for length in range(len(words), 0, -1):
        for index in range(len(labels)):
            if len(label_words[index]) != length:
                continue
            start = 0
            while start + length <= len(words):
                place = slice(start, start + length)
                if words[place] == label_words[index] and owner[place] == [None] * length:
                    owner[place] = [index] * length
                    if not is_denied(words, breaks, start) and index not in answers:
                        answers.append(index)
                start += 1
    if len(answers) == 1:
        return labels[answers[0]]
    return None


def parse_labels(replies, labels, default):
    check(labels)
    if default not in list(labels):
        raise ValueError(f"default {default!r} is no label")
    parsed = []
    count = 0
    for reply in replies:
        label = parse_label(reply, labels)
        if label is None:
            count = count + 1
            label = default
        parsed.append(label)
    return parsed, count
