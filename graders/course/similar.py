"""`lab similar SUBMISSIONS`: pairs of hand-ins whose code is much alike. A hint where to look, never a mark.

Code is compared as MOSS does: as overlapping passages of what is left when names, texts, comments and layout are taken
out (copydetect). What stands in the exercise's stub counts for nobody.

Notes
-----
S. Schleimer, D. Wilkerson, A. Aiken, "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003.
"""

from __future__ import annotations

import importlib.util
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from markupsafe import Markup

from graders.kit.catalog import Exercise, exercises
from graders.sandbox.source import Source

from .errors import UsageError
from .intake import list_hand_ins, read_hand_in
from .record import write_whole
from .report.html import environment
from .report.text import clean

PASSAGE = 25
"""Characters of the shortest passage that counts, names being one character each."""
SHORTEST = 100
"""Characters of a solution, apart from the stub, that can be called alike; less is alike by chance."""
LONGEST = 50_000
SAME_TEXT = "the same text"
SAME_BUT_NAMES = "the same but for names, texts, comments or layout"


@dataclass(frozen=True)
class Pair:
    """Two solutions of one exercise; the share of each that is in the other, and both with that marked."""

    exercise: str
    students: tuple[str, str]
    shares: tuple[float, float]
    kind: str
    code: tuple[str, str]

    @property
    def share(self) -> float:
        return max(self.shares)


@dataclass(frozen=True)
class Found:
    """The pairs that are much alike, the most alike first, and how many solutions there were to compare."""

    pairs: list[Pair]
    compared: int
    too_short: int
    too_long: int


def similar(submissions: Path, only: Sequence[Exercise], threshold: float, say: Callable[[str], None]) -> Found:
    """Return the pairs of hand-ins of which at least a share `threshold` of one is in the other, by exercise.

    Raises
    ------
    UsageError
        If the hand-ins cannot be read, or copydetect is not installed.
    """
    if importlib.util.find_spec("copydetect") is None:
        raise UsageError("copydetect is not installed here: pip install 'text-analysis-lab[similar]'.")
    units = {exercise.name: exercise.unit for exercise in exercises().values()}
    hand_ins = [read_hand_in(entry, units) for entry in list_hand_ins(submissions)]
    for hand_in in hand_ins:
        if hand_in.problem:
            say(f"not compared: {hand_in.student}: {hand_in.problem}")
    pairs: list[Pair] = []
    compared = too_short = too_long = 0
    for exercise in only:
        stub = _fingerprint(exercise.blank.read_text(encoding="utf-8"))
        texts = {h.student: code_of(h.files[exercise.name], exercise) for h in hand_ins if exercise.name in h.files}
        texts = {student: text for student, text in texts.items() if text}
        short = {student: text for student, text in texts.items() if len(text) <= LONGEST}
        prints = {student: _without(_fingerprint(text), stub) for student, text in short.items()}
        told = {student: found for student, found in prints.items() if found.token_coverage >= SHORTEST}
        compared += len(told)
        too_short += len(prints) - len(told)
        too_long += len(texts) - len(short)
        pairs += _pairs(exercise.name, told, threshold)
    pairs.sort(key=lambda pair: (-pair.share, -min(pair.shares), pair.exercise, pair.students))
    return Found(pairs, compared, too_short, too_long)


def code_of(source: Source, exercise: Exercise) -> str:
    """Return all code that was handed in for an exercise; of a notebook, the cells that name its functions."""
    names = [function.name for function in exercise.functions]
    cells = [c for c in source.cells if not source.is_notebook or any(name in c for name in names)]
    return clean("\n".join([*cells, *source.helpers.values()])) if cells else ""


def write_pairs(found: Found, path: Path) -> None:
    """Write a page with the two solutions of each pair side by side.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    page = environment().get_template("similar.html").render(found=found, percent=percent)
    write_whole(path, page.encode("utf-8"))


def lines(found: Found, most: int = 100) -> Iterator[str]:
    """Say which pairs were found, the most alike first, and what they mean."""
    for pair in found.pairs[:most]:
        one, other = pair.students
        of_one, of_other = map(percent, pair.shares)
        why = f"  {pair.kind}" if pair.kind else ""
        yield f"{percent(pair.share):>5}  {pair.exercise}: {one} ({of_one}) and {other} ({of_other}){why}"
    if len(found.pairs) > most:
        yield f"and {len(found.pairs) - most} more pairs."
    often = Counter(pair.students for pair in found.pairs)
    for (one, other), times in often.most_common(10):
        if times > 1:
            yield f"{one} and {other} are alike in {times} exercises."
    yield f"{len(found.pairs)} pairs among {found.compared} solutions."
    if found.too_short:
        yield f"{found.too_short} solutions are too short to say anything, and were left out."
    if found.too_long:
        yield f"{found.too_long} are longer than {LONGEST:,} characters, and were left out."
    yield "This is a hint where to look, not a finding: two who learned the same way write alike. It is no mark."


def percent(share: float) -> str:
    """Return a share as one reads it; it is 100 % only where nothing differs."""
    return f"{int(100 * share)} %"


def _fingerprint(text: str) -> Any:
    from copydetect import CodeFingerprint

    return CodeFingerprint("solution.py", PASSAGE, 1, fp=io.StringIO(text))


def _without(found: Any, stub: Any) -> Any:
    """Take the stub's passages out."""
    from copydetect.utils import get_token_coverage

    # Not by the library's own `boilerplate`, which also takes out what a solution says twice.
    found.hashes = found.hashes - stub.hashes
    found.hash_idx = {passage: places for passage, places in found.hash_idx.items() if passage in found.hashes}
    found.token_coverage = get_token_coverage(found.hash_idx, PASSAGE, len(found.filtered_code))
    return found


def _pairs(exercise: str, prints: dict[str, Any], threshold: float) -> Iterator[Pair]:
    from copydetect import compare_files
    from copydetect.utils import highlight_overlap

    for (one, mine), (other, theirs) in combinations(prints.items(), 2):
        if mine.hashes.isdisjoint(theirs.hashes):
            continue
        _, shares, slices = compare_files(mine, theirs)
        one_share, other_share = (min(1.0, float(share)) for share in shares)
        if max(one_share, other_share) < threshold:
            continue
        kind = SAME_BUT_NAMES if mine.filtered_code == theirs.filtered_code else ""
        kind = SAME_TEXT if mine.raw_code.split() == theirs.raw_code.split() else kind
        mark_one, mark_other = (
            Markup(highlight_overlap(file.raw_code, places, "<mark>", "</mark>", escape_html=True)[0])
            for file, places in zip((mine, theirs), slices, strict=True)
        )
        yield Pair(exercise, (one, other), (one_share, other_share), kind, (mark_one, mark_other))
