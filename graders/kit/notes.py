"""A unit's lab notes: which headings of the template a student has left unanswered. People mark the rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container

MIN_WORDS = 8
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
HEADING = re.compile(r" {0,3}##+\s(.*)")
WORD = re.compile(r"\w[\w.,'’]*")


def unanswered(template: str, text: str) -> list[str]:
    """Return the template's headings under which a student's notes have fewer than `MIN_WORDS` words of their own.

    A heading (two `#` or more) asks for an answer where the template has words under it. These words, comments and
    white space count for nothing, wherever a student's editor wraps them; a heading that is gone is unanswered; further
    headings of the student's own belong to the section they stand in.

    Parameters
    ----------
    template, text
        Markdown: the unit's `notes.md` as released, and as handed in.

    Examples
    --------
    >>> template = "# Notes\\n## One\\n> What did you see?\\n## Two\\n> And why?\\n"
    >>> unanswered(template, template)
    ['One', 'Two']
    >>> unanswered(template, template + "The keys stay as they are, so the cache holds.")
    ['One']
    """
    prompts = _words_by_heading(template)
    own = _words_by_heading(text, known=prompts)
    return [
        heading
        for heading, prompt in prompts.items()
        if prompt and (own.get(heading, Counter()) - prompt).total() < MIN_WORDS
    ]


def _words_by_heading(text: str, known: Container[str] | None = None) -> dict[str, Counter[str]]:
    """Count the words under each heading of level 2 or deeper, or only under the known ones."""
    found: dict[str, Counter[str]] = {}
    here: Counter[str] = Counter()
    fence = ""
    for line in COMMENT.sub("", text).splitlines():
        mark = line.strip()[:3]
        if mark in ("```", "~~~") and fence in ("", mark):
            fence = "" if fence else mark
        match = None if fence else HEADING.fullmatch(line)
        heading = match[1].strip(" \t#") if match else None
        if heading is not None and (known is None or heading in known):
            here = found.setdefault(heading, Counter())
        else:
            here.update(word.lower().rstrip(".,'’") for word in WORD.findall(line))
    return found
