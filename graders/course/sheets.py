"""`lab quiz NAMES`: writes each student's own quizzes, drawn from the course key."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graders.kit.catalog import ROOT, units
from graders.kit.variant import make_sheet

from .errors import UsageError
from .record import write_whole
from .report.text import safe_names


def read_names(path: Path) -> list[str]:
    """Return the names in a text file, one a line, as the students' hand-ins will be called.

    Raises
    ------
    UsageError
        If it cannot be read, or names nobody or somebody twice.
    """
    try:
        names = [line.strip() for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    except (OSError, UnicodeError):
        raise UsageError(f"{path} is not a text file that can be read.") from None
    if not names:
        raise UsageError(f"{path} names nobody; a name a line is expected, as the hand-ins will be called.")
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise UsageError(f"{path} names {twice[0]} twice.")
    return names


def write_sheets(names: Sequence[str], key: bytes, folder: Path, per_concept: int) -> int:
    """Write `FOLDER/STUDENT/UNIT/quiz.py` for each student and unit; return how many.

    Raises
    ------
    OutputError
        If one cannot be written.
    """
    quizzes = {unit: ROOT / "exercises" / unit / "quiz.py" for unit in units()}
    texts = {unit: path.read_text(encoding="utf-8") for unit, path in quizzes.items() if path.is_file()}
    for name, place in safe_names(names).items():
        for unit, text in texts.items():
            sheet = make_sheet(unit, text, key, name, per_concept)
            write_whole(folder / place / unit / "quiz.py", sheet.encode("utf-8"))
    return len(names) * len(texts)
