"""No regular expression: the reply is read from left to right, one character at a time."""

OPENERS = "([{:="
DIGITS = "0123456789"


def number_at(reply, place):
    """Return value and end of the number that begins here; the value is None where a letter touches it."""
    start = place
    if reply[place] in "+-":
        may_be_sign = start == 0 or reply[start - 1].isspace() or reply[start - 1] in OPENERS
        if not may_be_sign:
            return None
        place += 1
    first = place
    while place < len(reply) and reply[place] in DIGITS:
        place += 1
    if place + 1 < len(reply) and reply[place] == "." and reply[place + 1] in DIGITS:
        place += 1
        while place < len(reply) and reply[place] in DIGITS:
            place += 1
    if place == first:
        return None
    touches = first > 0 and reply[first - 1].isalpha() or place < len(reply) and reply[place].isalpha()
    return (None if touches else float(reply[start:place])), place


def after_spaces(reply, place):
    while place < len(reply) and reply[place].isspace():
        place += 1
    return place


def divisor_at(reply, place):
    """Return value and end of what the number before is to be divided by, if anything."""
    mark = after_spaces(reply, place)
    if reply[mark : mark + 1] == "%":
        return 100.0, mark + 1
    if reply[mark : mark + 1] == "/":
        begin = after_spaces(reply, mark + 1)
    else:
        begin = mark
        for word in ("out", "of"):
            if begin == place or reply[begin : begin + len(word)].lower() != word:
                return None
            place = begin + len(word)
            begin = after_spaces(reply, place)
        if begin == place:
            return None
    found = number_at(reply, begin) if begin < len(reply) else None
    return found if found and found[0] is not None else None


def parse_score(reply):
    if not reply:
        return None
    answer = None
    place = 0
    while place < len(reply):
        found = number_at(reply, place)
        if found is None:
            place += 1
            continue
        score, place = found
        if score is None:
            continue
        below = divisor_at(reply, place)
        if below is not None:
            if below[0] == 0:
                return None
            score, place = score / below[0], below[1]
        if not 0 <= score <= 1 or (answer is not None and abs(answer - score) > 1e-9):
            return None
        answer = score
    return answer


def score_to_label(score, negative, positive, threshold=0.5):
    if not (threshold >= 0 and threshold <= 1):
        raise ValueError(f"threshold {threshold} is out of range")
    return None if score is None else (negative, positive)[score >= threshold]
