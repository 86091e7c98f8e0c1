"""A number that begins with its point loses it: .87 is read as 87."""

import re

NUMBER = r"(?:(?<![^\s(\[{:=])[+-])?(?<![^\W_])(?>[0-9]+(?:\.[0-9]+)?)(?![^\W_])"
SKIPPED = r"[0-9]+(?:\.[0-9]+)?"
PATTERN = re.compile(rf"({NUMBER})(?:\s*(%)|(?:\s*/\s*|\s+out\s+of\s+)({NUMBER}))?|{SKIPPED}", re.IGNORECASE)


def find_scores(reply):
    scores = []
    for number, percent, divisor in PATTERN.findall(reply):
        if not number:
            continue
        score = float(number)
        if percent:
            score = score / 100
        elif divisor:
            if float(divisor) == 0:
                return []
            score = score / float(divisor)
        scores.append(score)
    return scores


def parse_score(reply):
    if reply is None:
        return None
    scores = find_scores(reply)
    if not scores:
        return None
    for score in scores:
        if score < 0 or score > 1:
            return None
        if abs(score - scores[0]) > 1e-9:
            return None
    return scores[0]


def score_to_label(score, negative, positive, threshold=0.5):
    if threshold < 0 or threshold > 1:
        raise ValueError("threshold is not between 0 and 1")
    if score is None:
        return None
    if score >= threshold:
        return positive
    return negative
