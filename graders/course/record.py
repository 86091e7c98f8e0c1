"""The record of a grading run: `results.jsonl`, one line for each submission.

Everything that is shown or exported is made from this file and from nothing else. A run only ever adds
whole lines, so that a killed run loses the submission it was at and no other; a finished run puts the lines
in order.
"""

import contextlib
import fcntl
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, NoReturn

from graders.course.errors import UsageError
from graders.course.schema import (
    LONGEST_LINE,
    OUTCOMES,
    SCHEMA,
    ExerciseRecord,
    Outcome,
    QuestionRecord,
    QuizRecord,
    Record,
    TestRecord,
    from_line,
    to_line,
)

__all__ = [
    "LONGEST_LINE",
    "OUTCOMES",
    "SCHEMA",
    "ExerciseRecord",
    "Outcome",
    "OutputError",
    "QuestionRecord",
    "QuizRecord",
    "Record",
    "TestRecord",
    "append",
    "cannot_write",
    "finish",
    "identical",
    "read",
    "write_whole",
]


class OutputError(UsageError):
    """A result that could not be written: the disk is full, or the place is not ours to write."""


def append(path: Path, record: Record) -> None:
    """Add one line to a record, whole or not at all.

    The unfinished last line of a killed run is cut off first.

    Raises
    ------
    OutputError
        If it cannot be written; the lines already there stay as they are.
    ValueError
        If the record is not one that `read` would take.
    """
    line = to_line(record)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        with os.fdopen(descriptor, "rb+", buffering=0) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            end = _cut_unfinished_line(file)
            try:
                # A full disk may take a part of the line before it says no.
                if file.write(line) != len(line):
                    raise OSError("the disk is full")
                os.fsync(file.fileno())
            except OSError:
                with contextlib.suppress(OSError):
                    file.truncate(end)
                raise
        if end == 0:
            _sync_folder(path.parent)
    except OSError as error:
        cannot_write(path, error)


def read(path: Path) -> list[Record]:
    """Read a record: its lines in their order, strictly.

    The unfinished last line of a killed run is dropped. A later line of a submission replaces an earlier one.

    Raises
    ------
    UsageError
        If the file cannot be read, or any whole line is not a record of this schema.
    """
    records: dict[str, Record] = {}
    try:
        with open(path, "rb") as file:
            number = 0
            while line := file.readline(LONGEST_LINE + 1):
                number += 1
                if len(line) > LONGEST_LINE:
                    raise UsageError(f"{path}, line {number}: longer than {LONGEST_LINE:,} bytes.")
                if not line.endswith(b"\n"):
                    break
                try:
                    record = from_line(line)
                except ValueError as error:
                    raise UsageError(f"{path}, line {number}: {error}.") from None
                records[record.submission] = record
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {error.strerror or error}.") from None
    return list(records.values())


def finish(path: Path, order: Sequence[str]) -> None:
    """Put a record's lines in the order of the submissions, all at once or not at all.

    A submission that `order` does not name keeps its line, after the others.

    Raises
    ------
    UsageError
        If the record cannot be read.
    OutputError
        If it cannot be written; the record stays as it was.
    """
    place = {submission: number for number, submission in enumerate(order)}
    records = sorted(read(path), key=lambda record: place.get(record.submission, len(place)))
    write_whole(path, b"".join(to_line(record) for record in records), durable=True)


def identical(a: Record, b: Record) -> bool:
    """Whether two records say the same but for the time it took."""
    return replace(a, seconds=0.0) == replace(b, seconds=0.0)


def write_whole(path: Path, content: bytes, durable: bool = False) -> None:
    """Write a file by way of a neighbour, so that it is there as a whole or as it was before.

    Parameters
    ----------
    durable
        Wait until the disk has it: for what cannot be made again.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    temporary = path.parent / f".{path.name}.part"  # what a killed process left is written over by the next one
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(temporary, "wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        os.replace(temporary, path)
        if durable:
            _sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        cannot_write(path, error)


def cannot_write(path: Path, error: OSError) -> NoReturn:
    """Say in one sentence that a file could not be written."""
    raise OutputError(f"Cannot write {path}: {error.strerror or error}.") from None


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _cut_unfinished_line(file: IO[bytes]) -> int:
    """Where the next line starts, in bytes from the beginning."""
    size = file.seek(0, os.SEEK_END)
    start = file.seek(max(0, size - LONGEST_LINE))
    tail = file.read(size - start)
    end = start + tail.rfind(b"\n") + 1
    if end == start > 0:
        raise OSError("its last line is too long to be a record's")
    if end < size:
        file.truncate(end)
    return end
