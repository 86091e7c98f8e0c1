"""The mutants that live and may: `equivalent.toml`, each with the reason why it is no mistake."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

from tests.mutants.making import Mutant

LIST = Path(__file__).parent / "equivalent.toml"
Change = tuple[str, str, str]
"""Exercise, line and what becomes of it, the texts without white space."""
Fates = list[tuple[Mutant, bool]]
"""Mutants, and whether they survive."""


def change(exercise: str, line: str, becomes: str) -> Change:
    """Return a change in the form in which changes are compared."""
    return exercise, "".join(line.split()), "".join(becomes.split())


def change_of(mutant: Mutant) -> Change:
    """Return what a mutant changes."""
    return change(mutant.exercise, mutant.line, mutant.becomes)


def listed() -> Counter[Change]:
    """Return how often each change is listed: a line that stands twice in a reference has two mutants of a kind.

    Raises
    ------
    ValueError
        If an entry has no reason or no change.
    """
    with open(LIST, "rb") as file:
        tables = tomllib.load(file)
    found: Counter[Change] = Counter()
    for name, entries in tables.items():
        for entry in entries:
            changes = _changes(name, entry["mutants"])
            if not changes or not entry["why"].strip():
                raise ValueError(f"an entry of {name} has no reason or no change: {entry}")
            found.update(changes)
    return found


def _changes(exercise: str, block: str) -> list[Change]:
    """Return the changes of a block: `- ` before a line of the reference, `+ ` before all that may become of it."""
    line, changes = "", []
    for row in block.strip().splitlines():
        if row.startswith("-"):
            line = row[1:]
        else:
            changes.append(change(exercise, line, row.removeprefix("+")))
    return changes


def alive(fates: Fates) -> Counter[Change]:
    """Return the changes that get full marks."""
    return Counter(change_of(mutant) for mutant, survives in fates if survives)


def summary(fates: Fates, known: Counter[Change]) -> str:
    """Return the figures."""
    lives = alive(fates)
    surviving = (lives - known).total()
    return (
        f"{len(fates)} mutants of {len({mutant.exercise for mutant, _ in fates})} references: "
        f"{len(fates) - lives.total()} killed, {lives.total() - surviving} equivalent (listed with reasons), "
        f"{surviving} survive"
    )


def faults(fates: Fates, known: Counter[Change]) -> list[str]:
    """Return a few lines for each mutant that survives unlisted, and for each that is listed and does not."""
    lives = alive(fates)
    shown = {change_of(mutant): f"{mutant.exercise}\n- {mutant.line}\n+ {mutant.becomes}" for mutant, _ in fates}
    unlisted = [f"full marks for a mutant of {shown[change]}" for change in lives - known]
    stale = [f"listed, but killed: a mutant of {shown[c]}" for c in known - lives if c in shown]
    return [*unlisted, *stale, *(f"listed, but no mutant: {change}" for change in known if change not in shown)]
