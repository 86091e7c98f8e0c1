"""What one line of `results.jsonl` says, and how it is written and read.

Reading is strict, so that a number in a report is never a guess: a missing field, a wrong type, or a schema
of another version is an error and not a zero.
"""

import json
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, NoReturn, get_args

SCHEMA = 1
LONGEST_LINE = 10_000_000
OPTIONAL = ("hand_in", "problem", "notes", "quizzes")

Outcome = Literal[
    "passed",
    "wrong",
    "raised",
    "not started",
    "cannot load",
    "timed out",
    "crashed",
    "refused",
    "could not check",
]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@dataclass(frozen=True)
class TestRecord:
    """What one test said of one submission."""

    __test__ = False  # or pytest takes it for a test class

    name: str
    hidden: bool
    outcome: Outcome
    points: float
    max_points: float
    message: str


@dataclass(frozen=True)
class ExerciseRecord:
    """What the tests of one exercise said of one submission."""

    name: str
    unit: str
    outcome: Outcome
    points: float
    max_points: float
    misconception: str | None = None
    tests: list[TestRecord] = field(default_factory=list)


@dataclass(frozen=True)
class QuestionRecord:
    """What became of one question of a quiz; the message is empty where it passed."""

    name: str
    outcome: Outcome
    message: str


@dataclass(frozen=True)
class QuizRecord:
    """A unit's quiz as one student answered it: a point for each question that passed."""

    unit: str
    points: float
    max_points: float
    questions: list[QuestionRecord] = field(default_factory=list)


@dataclass(frozen=True)
class Record:
    """One submission, graded: one line of `results.jsonl`.

    `problem` is one sentence, there only when the whole hand-in could not be read; `notes` are sentences for
    whoever reads the report; `hand_in` is the SHA-256 digest (hex) of what was graded. `quizzes` are those that
    were handed in; their points are not among `points`.
    """

    submission: str
    grader: str
    isolation: str
    key: str
    points: float
    max_points: float
    seconds: float
    exercises: list[ExerciseRecord] = field(default_factory=list)
    hand_in: str | None = None
    problem: str | None = None
    notes: list[str] = field(default_factory=list)
    quizzes: list[QuizRecord] = field(default_factory=list)


def to_line(record: Record) -> bytes:
    """Write one record as one line, newline included.

    Raises
    ------
    ValueError
        If the record is not one that `from_line` would take.
    """
    data: dict[str, Any] = {"schema": SCHEMA, **asdict(record)}
    for name in OPTIONAL:
        if not data[name]:
            del data[name]
    # ASCII only: whatever a student wrote, lone surrogates and line separators too, stays one line.
    line = json.dumps(data, allow_nan=False).encode("ascii") + b"\n"
    if len(line) > LONGEST_LINE:
        raise ValueError(f"the record of {record.submission!r} is longer than {LONGEST_LINE:,} bytes")
    from_line(line)
    return line


Parse = Callable[[Any], Any]


def from_line(line: bytes) -> Record:
    """Read one line, strictly: every field there is, of its type, and no other.

    Raises
    ------
    ValueError
        If it is not a record of this schema; the message names the field.
    """
    try:
        data = json.loads(line.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise ValueError("not a line of JSON") from None
    version = data.get("schema") if isinstance(data, dict) else None
    if type(version) is not int or version != SCHEMA:
        raise ValueError(f"schema is {_shown(version)}, expected {SCHEMA}")
    del data["schema"]
    return Record(**_object(data, _RECORD, OPTIONAL))


def _object(data: Any, parsers: dict[str, Parse], optional: Collection[str] = ()) -> dict[str, Any]:
    if type(data) is not dict:
        raise ValueError(f" is {_shown(data)}, expected an object")
    if unknown := data.keys() - parsers.keys():
        raise ValueError(f"{_shown(min(unknown))} is no field of schema {SCHEMA}")
    if missing := [name for name in parsers if name not in data and name not in optional]:
        raise ValueError(f"{missing[0]} is missing")
    return {name: _at(name, parsers[name], value) for name, value in data.items()}


def _at(place: str, parse: Parse, value: Any) -> Any:
    try:
        return parse(value)
    except ValueError as error:
        separator = "" if str(error).startswith((" ", "[")) else "."
        raise ValueError(f"{place}{separator}{error}") from None


def _list_of(parse: Parse) -> Parse:
    def parse_list(value: Any) -> list[Any]:
        if type(value) is not list:
            raise ValueError(f" is {_shown(value)}, expected a list")
        return [_at(f"[{index}]", parse, item) for index, item in enumerate(value)]

    return parse_list


def _text(value: Any) -> str:
    if type(value) is not str:
        raise ValueError(f" is {_shown(value)}, expected a text")
    return value


def _text_or_null(value: Any) -> str | None:
    return None if value is None else _text(value)


def _flag(value: Any) -> bool:
    if type(value) is not bool:
        raise ValueError(f" is {_shown(value)}, expected true or false")
    return value


def _number(value: Any) -> float:
    # The bound also keeps out infinity and whole numbers too large for a float.
    if type(value) not in (int, float) or not 0 <= value <= 1e12:
        raise ValueError(f" is {_shown(value)}, expected a number from 0 up")
    return float(value)


def _outcome(value: Any) -> Outcome:
    if value not in OUTCOMES:
        raise ValueError(f" is {_shown(value)}, expected one of {', '.join(OUTCOMES)}")
    return value  # type: ignore[no-any-return]


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _shown(value: Any) -> str:
    text = json.dumps(value)
    return text if len(text) <= 60 else text[:60] + "…"


_TEST: dict[str, Parse] = {
    "name": _text,
    "hidden": _flag,
    "outcome": _outcome,
    "points": _number,
    "max_points": _number,
    "message": _text,
}
_EXERCISE: dict[str, Parse] = {
    "name": _text,
    "unit": _text,
    "outcome": _outcome,
    "points": _number,
    "max_points": _number,
    "misconception": _text_or_null,
    "tests": _list_of(lambda data: TestRecord(**_object(data, _TEST))),
}
_QUESTION: dict[str, Parse] = {"name": _text, "outcome": _outcome, "message": _text}
_QUIZ: dict[str, Parse] = {
    "unit": _text,
    "points": _number,
    "max_points": _number,
    "questions": _list_of(lambda data: QuestionRecord(**_object(data, _QUESTION))),
}
_RECORD: dict[str, Parse] = {
    "submission": _text,
    "grader": _text,
    "isolation": _text,
    "key": _text,
    "points": _number,
    "max_points": _number,
    "seconds": _number,
    "exercises": _list_of(lambda data: ExerciseRecord(**_object(data, _EXERCISE))),
    "hand_in": _text,
    "problem": _text,
    "notes": _list_of(_text),
    "quizzes": _list_of(lambda data: QuizRecord(**_object(data, _QUIZ))),
}
