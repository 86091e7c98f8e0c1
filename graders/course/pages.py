"""Marks what a hand-in has beside its exercises: a unit's quiz, and which questions of its lab notes are unanswered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graders.kit.catalog import ROOT
from graders.kit.notes import unanswered
from graders.kit.variant import mark_sheet

from .record import QuestionRecord, QuizRecord

MAX_NOTES = 100_000  # characters; what is longer than that was not written by hand


def mark_quizzes(quizzes: Mapping[str, str], units: Iterable[str], key: bytes, student: str) -> list[QuizRecord]:
    """Return the marks of the quizzes that were handed in for these units, a point for each question."""
    asked = [u for u in units if u in quizzes and (ROOT / "reference" / u / "quiz.toml").is_file()]
    return [_marked(unit, quizzes[unit], key, student) for unit in asked]


def _marked(unit: str, text: str, key: bytes, student: str) -> QuizRecord:
    marks = mark_sheet(unit, text, key, student)
    questions = [QuestionRecord(m.question, m.outcome, m.message) for m in marks]  # type: ignore[arg-type]
    return QuizRecord(unit, float(sum(m.outcome == "passed" for m in marks)), float(len(marks)), questions)


def open_questions(lab_notes: Mapping[str, str], units: Iterable[str]) -> list[str]:
    """Return a sentence for each unit whose lab notes were handed in with headings unanswered."""
    sentences = []
    for unit in units:
        template = ROOT / "exercises" / unit / "notes.md"
        if unit in lab_notes and template.is_file():
            left = unanswered(template.read_text(encoding="utf-8"), lab_notes[unit][:MAX_NOTES])
            if left:
                sentences.append(f"{unit}/notes.md has no answer yet under: {'; '.join(left)}")
    return sentences
