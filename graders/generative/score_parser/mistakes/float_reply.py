"""The whole reply is taken for a number, so a word or a percent sign around it gives None."""


def parse_score(reply):
    try:
        score = float(reply)
    except (TypeError, ValueError):
        return None
    if score < 0 or score > 1:
        return None
    return score


def score_to_label(score, negative, positive, threshold=0.5):
    if threshold < 0 or threshold > 1:
        raise ValueError("threshold is not between 0 and 1")
    if score is None:
        return None
    if score >= threshold:
        return positive
    return negative
