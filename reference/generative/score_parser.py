"""Find every number with the marks around it, in one pass over the reply, and let each of them count.

The pattern takes a number as long as it goes before it looks at its neighbours; otherwise "0.5x", refused as 0.5,
would come back as 0. And no number is passed over: one that is no score spoils the reply, because a parser that
picks the likeliest number reports its own opinion.
"""

import re

DIGITS = r"(?>\d+(?:\.\d+)?|\.\d+)"  # atomic: no digit is given back to please what follows
NUMBER = rf"(?:(?:^|(?<=[\s(\[{{:=]))[+-])?(?<![^\W_]){DIGITS}(?![^\W_])"
SCORE = rf"({NUMBER})(?:\s*(%)|\s*/\s*({NUMBER})|\s+out\s+of\s+({NUMBER}))?"
# What touches a letter is no number, but is used up, so that its digits are not looked at again.
SCORE_OR_NONE = re.compile(f"{SCORE}|{DIGITS}", re.IGNORECASE)
SAME = 1e-9


def parse_score(reply: str | None) -> float | None:
    scores = [_value(*match.groups()) for match in SCORE_OR_NONE.finditer(reply or "") if match[1]]
    if not scores or not all(0 <= score <= 1 for score in scores) or max(scores) - min(scores) > SAME:
        return None
    return scores[0]


def score_to_label(score: float | None, negative: str, positive: str, threshold: float = 0.5) -> str | None:
    if not 0 <= threshold <= 1:
        raise ValueError(f"threshold must be from 0 to 1; got {threshold}")
    if score is None:
        return None
    return positive if score >= threshold else negative


def _value(number: str, percent: str | None, after_slash: str | None, after_out_of: str | None) -> float:
    divisor = 100.0 if percent else float(after_slash or after_out_of or 1)
    # A division by 0 gives no share; inf is in no range.
    return float(number) / divisor if divisor else float("inf")
