"""The quiz of one student: a sheet with the questions drawn for them, and the marks of it.

A sheet carries a line that only the course key could have written. By it `mark_sheet` knows that the questions and the
order of the choices were drawn, and that the sheet is this student's own; a quiz.py without one is the whole quiz.
"""

from __future__ import annotations

import hashlib
import hmac
import re

from . import quiz

LINE = "# These questions were drawn for you; leave this line as it is: {}\n"
TAG = re.compile(r"^" + LINE.strip().format(r"(\d{1,2})-([0-9a-f]{20})") + r"\s*$", re.MULTILINE)
TABLE = "ANSWERS = {\n"


def make_sheet(unit: str, text: str, key: bytes, student: str, per_concept: int = 1) -> str:
    """Return a student's own sheet, given the text of the unit's quiz.py; the same for the same key and student.

    Which questions of a concept are asked differs from student to student, and the order of the choices; how many are
    asked about what does not. ValueError if the key is empty or `per_concept` is not from 1 to 99.
    """
    if per_concept > 99:
        raise ValueError(f"per_concept: at most 99 was expected, {per_concept} came")
    drawn = quiz.draw(unit, key, student, per_concept)
    line = LINE.format(f"{per_concept}-{_seal(unit, key, student, per_concept)}")
    return quiz.sheet(text, drawn, quiz.order(unit, key, student)).replace(TABLE, line + TABLE, 1)


def mark_sheet(unit: str, text: str, key: bytes, student: str) -> list[quiz.Mark]:
    """Return what became of each question that a student was asked, given the text of what they handed in.

    Another student's sheet, or one of another course key, is `cannot load` in each question.
    """
    tag = TAG.search(text[: quiz.MAX_CHARACTERS])
    if tag is None:
        return quiz.mark(unit, text)
    per_concept = max(1, int(tag[1]))
    drawn = quiz.draw(unit, key, student, per_concept)
    if not hmac.compare_digest(tag[2], _seal(unit, key, student, per_concept)):
        why = "quiz.py was drawn for another student, or with another course key."
        return [quiz.Mark(name, "cannot load", why) for name in drawn]
    return quiz.mark(unit, text, drawn, quiz.order(unit, key, student))


def _seal(unit: str, key: bytes, student: str, per_concept: int) -> str:
    return hmac.digest(key, f"{student}/{unit}/sheet/{per_concept}".encode(), hashlib.sha256).hex()[:20]
