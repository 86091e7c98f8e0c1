"""Recorded texts, embeddings and attentions, read once a process."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from typing import Any

import numpy as np

from .catalog import ROOT

FOLDER = ROOT / "fixtures"


@dataclass(frozen=True)
class Embeddings:
    """Texts with their recorded vectors, float64 (n_docs, dim), and labels."""

    vectors: np.ndarray
    texts: list[str]
    labels: list[str]


@functools.cache
def _rows(name: str) -> tuple[dict[str, Any], ...]:
    with open(FOLDER / "texts" / f"{name}.jsonl", encoding="utf-8") as lines:
        return tuple(json.loads(line) for line in lines if line.strip())


def texts(name: str) -> list[dict[str, Any]]:
    """Return the rows of a text set: dicts with at least `id` and `text`."""
    return [dict(row) for row in _rows(name)]


@functools.cache
def _arrays(name: str) -> dict[str, np.ndarray]:
    with np.load(FOLDER / f"{name}.npz", allow_pickle=False) as archive:
        return {key: archive[key] for key in archive.files}


def array(name: str, key: str = "weights") -> np.ndarray:
    """Return a recorded array, for instance `array("attentions/tiny-gpt2")`."""
    return _arrays(name)[key].copy()


@functools.cache
def _vectors(name: str) -> np.ndarray:
    return _arrays(f"embeddings/{name}")["vectors"].astype(np.float64)


def embeddings(name: str) -> Embeddings:
    """Return a text set with its recorded vectors, row by row."""
    rows = {row["id"]: row for row in _rows(name)}
    wanted = [rows[str(key)] for key in _arrays(f"embeddings/{name}")["ids"]]
    return Embeddings(_vectors(name).copy(), [r["text"] for r in wanted], [r["label"] for r in wanted])
