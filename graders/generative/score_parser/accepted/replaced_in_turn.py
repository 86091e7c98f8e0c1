"""One form after the other is replaced by its value, until only bare numbers are left; exact fractions."""

import re
from fractions import Fraction

NUMBER = r"(?<![\w.])(?:(?<=[\s(\[{:=])[+-]|(?<![\s\S])[+-])?(?:\d+(?:\.\d+)?|\.\d+)(?!\w|\.\d)"
SIGNED = r"(?:(?<=[\s(\[{:=])[+-])?(?:\d+(?:\.\d+)?|\.\d+)(?!\w|\.\d)"


def parse_score(reply):
    scores = set()

    def take(value):
        def replacement(match):
            scores.add(value(*map(Fraction, match.groups())))
            return ";"

        return replacement

    rest = " " + (reply or "")
    try:
        rest = re.sub(rf"({NUMBER})\s*%", take(lambda a: a / 100), rest)
        rest = re.sub(rf"({NUMBER})\s*/\s*({SIGNED})", take(lambda a, b: a / b), rest)
        rest = re.sub(rf"(?i)({NUMBER})\s+out\s+of\s+({SIGNED})", take(lambda a, b: a / b), rest)
        re.sub(f"({NUMBER})", take(lambda a: a), rest)
    except ZeroDivisionError:
        return None
    lowest, highest = min(scores, default=-1), max(scores, default=-1)
    if lowest < 0 or highest > 1 or highest - lowest > Fraction(1, 10**9):
        return None
    return float(lowest)


def score_to_label(score, negative, positive, threshold=0.5):
    if threshold != min(max(threshold, 0), 1):
        raise ValueError(f"threshold must not be {threshold}")
    if score is None:
        return score
    return [negative, positive][int(score >= threshold)]
