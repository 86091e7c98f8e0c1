"""The record: what is written is read back, and any other line is told in one sentence."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.course import record as records
from graders.course.errors import UsageError
from graders.course.record import LONGEST_LINE, OUTCOMES, ExerciseRecord, QuestionRecord, QuizRecord, Record, TestRecord
from graders.course.schema import from_line, to_line

from .bounds import EXAMPLES, FUZZ, MB, bounded, one_sentence
from .mutate import spoiled, spoiled_tree

T = TypeVar("T")
TEXTS = st.text(max_size=8) | st.sampled_from(["alice", "\u2028\ud800\x1b[31m\r\n", "=1+1", "x" * 5000])
NUMBERS = st.floats(0, 1e12) | st.integers(0, 100).map(float)
OUTCOME = st.sampled_from(OUTCOMES)


def several(one: st.SearchStrategy[T]) -> st.SearchStrategy[list[T]]:
    return st.lists(one, max_size=2)


TESTS = st.builds(TestRecord, TEXTS, st.booleans(), OUTCOME, NUMBERS, NUMBERS, TEXTS)
GRADED = st.builds(ExerciseRecord, TEXTS, TEXTS, OUTCOME, NUMBERS, NUMBERS, st.none() | TEXTS, several(TESTS))
QUIZZES = st.builds(QuizRecord, TEXTS, NUMBERS, NUMBERS, several(st.builds(QuestionRecord, TEXTS, OUTCOME, TEXTS)))
RECORDS = st.builds(
    Record,
    *[TEXTS] * 4,
    *[NUMBERS] * 3,
    exercises=several(GRADED),
    hand_in=st.none() | TEXTS.filter(bool),
    problem=st.none() | TEXTS.filter(bool),
    notes=several(TEXTS),
    quizzes=several(QUIZZES),
)
LINES = RECORDS.map(to_line)


@FUZZ
@given(RECORDS)
def test_any_record_is_one_line_and_is_read_back(record):
    line = to_line(record)
    assert line.endswith(b"\n")
    assert len(line.splitlines()) == 1
    assert from_line(line) == record
    assert records.identical(from_line(line), replace(record, seconds=record.seconds / 2 + 1))
    assert not records.identical(record, replace(record, points=record.points + 1))


@FUZZ
@given(spoiled(LINES) | LINES.flatmap(lambda line: spoiled_tree(st.just(json.loads(line)))).map(json.dumps))
def test_a_spoiled_line_is_a_record_or_told_in_one_sentence(line):
    line = line if isinstance(line, bytes) else line.encode() + b"\n"
    with bounded():
        try:
            record = from_line(line)
        except ValueError as error:
            one_sentence(str(error))
            return
    assert from_line(to_line(record)) == record
    for part in (record, *record.exercises, *record.quizzes):
        assert all(type(number) is float and 0 <= number <= 1e12 for number in (part.points, part.max_points))
        assert getattr(part, "outcome", "passed") in OUTCOMES


@FUZZ
@given(st.lists(LINES | spoiled(LINES) | st.binary(max_size=30), max_size=5).map(b"".join), RECORDS)
def test_a_file_of_anything_is_read_or_told_and_takes_another_line(content, record):
    with tempfile.TemporaryDirectory(prefix="lab-fuzz-") as folder:
        path = Path(folder) / "results.jsonl"
        path.write_bytes(content)
        with bounded():
            try:
                before = records.read(path)
            except UsageError as error:
                one_sentence(str(error))
                return
            records.append(path, record)
            after = records.read(path)
        assert after[-1] == record or record in after
        assert {r.submission: r for r in after} == {r.submission: r for r in [*before, record]}
        order = sorted(r.submission for r in after)
        records.finish(path, order)
        assert [r.submission for r in records.read(path)] == order
        assert os.listdir(folder) == [path.name]


@pytest.mark.parametrize("value", ["[]", "{}", '""', "0", "[[]]", '{"":{}}'])
def test_the_longest_line_takes_a_bounded_amount_of_memory(value):
    size = LONGEST_LINE if EXAMPLES else LONGEST_LINE // 40
    line = ("[" + f"{value}," * (size // (len(value) + 1) - 2) + "0]\n").encode()
    with bounded(memory=2 * MB + 60 * len(line), seconds=30.0), pytest.raises(ValueError, match="schema"):
        from_line(line)
