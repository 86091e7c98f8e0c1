"""A unit's quiz: marks what a student answered without running it, and draws each student's variants.

`exercises/<unit>/quiz.py` holds the questions, `reference/<unit>/quiz.toml` the answers. Questions of one concept are
variants of each other: `draw` says which of them a student gets and `order` in which order their choices stand; `sheet`
makes the page, and `mark` is given the same after hand-in. `variant` does both for one student.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import hmac
import re
import tomllib
import warnings
from collections.abc import Collection, Mapping
from typing import NamedTuple

from .catalog import ROOT, units

LETTERS = ("a", "b", "c", "d")
MAX_CHARACTERS = 50_000
BLOCK = re.compile(r'^ {4}# (q\d+)\..*?^ {4}"\1": None,\n(?: {4}#\n)?', re.MULTILINE | re.DOTALL)
CHOICE = re.compile(r"^ {4}#   ([a-d])(\).*\n(?: {4}#      .*\n)*)", re.MULTILINE)


class Question(NamedTuple):
    """A question's answer and what is told to whoever was wrong."""

    name: str
    concept: str
    answer: str
    why: str


class Mark(NamedTuple):
    """What became of one question; the message is empty where it passed."""

    question: str
    outcome: str
    message: str


@functools.cache
def questions(unit: str) -> tuple[Question, ...]:
    """Return a unit's questions, in the order of its quiz; ValueError if there is no such unit.

    >>> questions("attention")[0].name
    'q1'
    """
    if unit not in units():
        raise ValueError(f"unit: one of {', '.join(units())} was expected, {unit!r} came")
    with open(ROOT / "reference" / unit / "quiz.toml", "rb") as file:
        return tuple(Question(name, **entry) for name, entry in tomllib.load(file).items())


def draw(unit: str, key: bytes, student: str, per_concept: int = 1) -> list[str]:
    """Return the names of the questions a student gets: `per_concept` of each concept, in the order of the quiz.

    The same key and student always get the same ones, also when other concepts are added. A concept of fewer questions
    gives all it has. ValueError if the key is empty or `per_concept` below 1.

    >>> draw("attention", b"a course key", "ada") == draw("attention", b"a course key", "ada")
    True
    """
    if not key:
        raise ValueError("key: a course key was expected, an empty one came")
    if per_concept < 1:
        raise ValueError(f"per_concept: at least 1 was expected, {per_concept} came")

    def lot(question: Question) -> bytes:
        return _lot(key, student, unit, question.name)

    by_concept: dict[str, list[Question]] = {}
    for question in questions(unit):
        by_concept.setdefault(question.concept, []).append(question)
    drawn = {q.name for group in by_concept.values() for q in sorted(group, key=lot)[:per_concept]}
    return [question.name for question in questions(unit) if question.name in drawn]


def order(unit: str, key: bytes, student: str) -> dict[str, str]:
    """Return for each question the letters of its choices in the order a student sees them.

    Of `"cabd"`, what the unit's quiz.py calls c stands first and is the student's a. The same key and student always
    get the same order, whatever else is drawn.

    >>> sorted(order("attention", b"a course key", "ada")["q1"])
    ['a', 'b', 'c', 'd']
    """
    return {
        question.name: "".join(sorted(LETTERS, key=lambda letter: _lot(key, student, unit, question.name, letter)))
        for question in questions(unit)
    }


def _lot(key: bytes, student: str, unit: str, *names: str) -> bytes:
    return hmac.digest(key, "/".join((student, unit, "quiz", *names)).encode(), hashlib.sha256)


def sheet(text: str, drawn: Collection[str], letters: Mapping[str, str] | None = None) -> str:
    """Return the text of a quiz.py with the drawn questions only, their choices in the order of `letters`.

    The questions keep their names; without `letters`, the choices keep their order.

    >>> print(sheet('ANSWERS = {\\n    # q1.\\n    "q1": None,\\n    #\\n    # q2.\\n    "q2": None,\\n}', ["q1"]))
    ANSWERS = {
        # q1.
        "q1": None,
    }
    """
    cut = BLOCK.sub(lambda block: _shuffled(block, letters or {}) if block[1] in drawn else "", text)
    return cut.replace("    #\n}", "}")


def _shuffled(block: re.Match[str], letters: Mapping[str, str]) -> str:
    choices = dict(CHOICE.findall(block[0]))
    shown = zip(LETTERS, letters.get(block[1], "".join(LETTERS)), strict=True)
    texts = iter([f"    #   {letter}{choices[released]}" for letter, released in shown] if choices else ())
    return CHOICE.sub(lambda choice: next(texts), block[0])


def mark(
    unit: str, text: str, drawn: Collection[str] | None = None, letters: Mapping[str, str] | None = None
) -> list[Mark]:
    """Return what became of each question of a unit, given the text of a student's quiz.py.

    Outcomes are `passed`, `wrong`, `not started` (None) and `cannot load` (no answer could be read: one sentence says
    why). A wrong answer's message names the concept and the idea, never the letter. The text is parsed, never run.

    Parameters
    ----------
    unit
        The unit's name; ValueError if there is no such unit.
    text
        The text of quiz.py.
    drawn
        Names of the questions that were asked; all of the unit's by default.
    letters
        What `order` gave for the student's sheet; by default the letters are those of the unit's quiz.py.

    Examples
    --------
    >>> mark("attention", "ANSWERS = {}", drawn=["q2"])
    [Mark(question='q2', outcome='cannot load', message='quiz.py has no "q2" in ANSWERS.')]
    """
    asked = [question for question in questions(unit) if drawn is None or question.name in drawn]
    try:
        answers = _answers(text)
    except ValueError as error:
        return [Mark(question.name, "cannot load", f"quiz.py {error}.") for question in asked]
    return [_mark(question, answers, (letters or {}).get(question.name, "".join(LETTERS))) for question in asked]


def answered(text: str) -> tuple[int, int]:
    """Return how many questions of a student's quiz.py have an answer, and how many there are.

    A text that cannot be read is a ValueError; its text completes the sentence "quiz.py …".

    >>> answered('ANSWERS = {"q1": "a", "q2": None}')
    (1, 2)
    """
    answers = _answers(text).values()
    return sum(isinstance(answer, str) and bool(answer.strip()) for answer in answers), len(answers)


def _mark(question: Question, answers: dict[str, object], letters: str) -> Mark:
    name = question.name
    if name not in answers:
        return Mark(name, "cannot load", f'quiz.py has no "{name}" in ANSWERS.')
    answer = answers[name]
    if isinstance(answer, str):
        answer = answer.strip().lower() or None
    if answer is None:
        return Mark(name, "not started", "")
    if answer not in LETTERS:
        return Mark(name, "cannot load", f'{name}: one of "a", "b", "c", "d", in quotes, was expected.')
    if letters[LETTERS.index(answer)] != question.answer:
        return Mark(name, "wrong", f"{question.concept}: {question.why}")
    return Mark(name, "passed", "")


def _answers(text: str) -> dict[str, object]:
    """Return what is answered to which question; the text of a ValueError completes the sentence "quiz.py …"."""
    if len(text) > MAX_CHARACTERS:
        raise ValueError(f"is longer than {MAX_CHARACTERS:,} characters")
    tree = _parse(text)
    mentions = sum(isinstance(node, ast.Name) and node.id == "ANSWERS" for node in ast.walk(tree))
    tables = [table for statement in tree.body if (table := _table(statement))]
    if not tables:
        raise ValueError("has no ANSWERS = {…} with a line for each question")
    if mentions > 1:
        raise ValueError("mentions ANSWERS more than once; write the letters into the one dict and nothing after it")
    answers: dict[str, object] = {}
    for key, value in zip(tables[0].keys, tables[0].values, strict=True):
        if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
            raise ValueError(f'has no "question": "letter" on line {value.lineno}')
        if key.value in answers:
            raise ValueError(f"answers the question on line {key.lineno} a second time")
        answers[key.value] = value.value if isinstance(value, ast.Constant) else value
    return answers


def _parse(text: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except SyntaxError as error:
        reason = " ".join(error.msg.split()).partition(". ")[0][:80]
        raise ValueError(f"is not Python on line {error.lineno or 1}: {reason}") from None
    except (ValueError, RecursionError, MemoryError):
        raise ValueError("is too odd or too deeply nested to be read") from None


def _table(statement: ast.stmt) -> ast.Dict | None:
    match statement:
        case ast.Assign(targets=[ast.Name(id="ANSWERS")], value=ast.Dict() as table):
            return table
        case ast.AnnAssign(target=ast.Name(id="ANSWERS"), value=ast.Dict() as table):
            return table
    return None
