"""A user's own texts with labels: read from CSV or JSONL, or refused in one sentence."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

import numpy as np

from ..errors import UsageError
from ..report.text import clean

MAX_ROWS, MIN_ROWS, MAX_LABELS = 50_000, 10, 40
TEST_SHARE, SEED = 0.25, 42


@dataclass(frozen=True)
class Texts:
    """Texts and their labels, in the file's order; `skipped` rows had no text or no label."""

    name: str
    texts: list[str]
    labels: list[str]
    skipped: int = 0

    def split(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the places of the rows to train on and of those to test on, drawn with a fixed seed."""
        places = np.random.default_rng(SEED).permutation(len(self.texts))
        n_test = max(1, round(TEST_SHARE * len(places)))
        return places[n_test:], places[:n_test]


def read(path: Path) -> Texts:
    """Return the texts of a CSV (or TSV) or JSONL file with `text` and `label`.

    Raises
    ------
    UsageError
        If it cannot be read or used; the sentence says why.
    """
    rows, skipped = [], 0
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            jsonl = path.suffix.lower() in (".jsonl", ".ndjson", ".json")
            found = list(islice(_json_rows(path, file) if jsonl else _csv_rows(path, file), MAX_ROWS + 1))
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8 text; save it as UTF-8.") from None
    except FileNotFoundError:
        raise UsageError(f"{path} is not there.") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from None
    if len(found) > MAX_ROWS:
        raise UsageError(f"{path} has more than {MAX_ROWS:,} rows; take a sample of it.")
    for text, label in found:
        if text.strip() and label.strip():
            rows.append((clean(text), clean(label.strip())))
        else:
            skipped += 1
    if not rows:
        raise UsageError(f"{path} has no rows with a text and a label.")
    labels = sorted({label for _, label in rows})
    if len(labels) == 1:
        raise UsageError(f"{path} has one label only, {labels[0]!r}; two or more are needed.")
    if len(labels) > MAX_LABELS:
        raise UsageError(f"{path} has {len(labels):,} different labels; at most {MAX_LABELS} can be compared.")
    if len(rows) < MIN_ROWS:
        raise UsageError(f"{path} has {len(rows)} rows with a text and a label; at least {MIN_ROWS} are needed.")
    return Texts(path.name, [text for text, _ in rows], [label for _, label in rows], skipped)


def _csv_rows(path: Path, file: TextIO) -> Iterator[tuple[str, str]]:
    reader = csv.DictReader(file, delimiter="\t" if path.suffix.lower() == ".tsv" else ",")
    try:
        columns = reader.fieldnames
        if not columns:
            raise UsageError(f"{path} is empty.")
        _need(path, list(columns), "its columns are")
        for row in reader:
            yield row["text"] or "", row["label"] or ""
    except csv.Error as error:
        raise UsageError(f"{path} line {reader.line_num} is not CSV: {error}.") from None


def _json_rows(path: Path, file: TextIO) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            row: Any = json.loads(line)
        except (ValueError, RecursionError):
            raise UsageError(f"{path} line {number} is not JSON; a JSONL file has one object a line.") from None
        if not isinstance(row, dict):
            raise UsageError(f"{path} line {number} is no JSON object with text and label.")
        _need(path, list(row), f"line {number} has")
        text, label = row["text"], row["label"]
        yield _plain(text), _plain(label)


def _plain(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value)


def _need(path: Path, names: list[str], introduction: str) -> None:
    missing = [repr(name) for name in ("text", "label") if name not in names]
    if missing:
        came = ", ".join(repr(clean(name)[:40]) for name in names[:12]) + (", …" if len(names) > 12 else "")
        raise UsageError(f"{path} has no {' and no '.join(missing)}: {introduction} {came}.")
