"""`lab regrade DIR`: grades again what an earlier run graded, and says who moved, by how much and why."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from graders.kit.catalog import exercises

from . import class_run, intake, record, report
from .changes import Comparison, compare
from .errors import UsageError
from .progress import Advance
from .record import Record
from .report import changes

UNFINISHED = "regrade.txt"


@dataclass(frozen=True)
class Earlier:
    """What `lab grade` wrote down of a run."""

    folder: Path
    submissions: Path
    grader: str
    key: str
    exercises: tuple[str, ...]
    records: list[Record]


@dataclass(frozen=True)
class Regraded:
    """A finished regrade."""

    folder: Path
    records: list[Record]
    comparisons: list[Comparison]

    @property
    def complete(self) -> bool:
        """Whether every hand-in of then could be checked again, and was the same."""
        unchecked = any(e.outcome == "could not check" for r in self.records for e in r.exercises)
        return not unchecked and all(comparison.same_hand_in for comparison in self.comparisons)


def read_run(folder: Path) -> Earlier:
    """Return what an earlier run left in its folder.

    Raises
    ------
    UsageError
        If the folder is none of a graded class, or its files cannot be read.
    """
    try:
        run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        submissions, grader, key = (run[name] for name in ("submissions", "grader", "key"))
        names = tuple(run["exercises"])
        if not all(type(text) is str for text in (submissions, grader, key, *names)):
            raise ValueError
    except OSError:
        raise UsageError(f"{folder} is no folder that `lab grade` wrote: it has no run.json.") from None
    except (ValueError, KeyError, TypeError):
        raise UsageError(f"{folder / 'run.json'} is damaged.") from None
    return Earlier(folder, Path(submissions), grader, key, names, record.read(folder / "results.jsonl"))


def demand_same_key(earlier: Earlier, file: Path | None) -> None:
    """UsageError unless the key is the one that an earlier run drew its hidden inputs from."""
    key, _ = class_run.read_key(file)
    if key == earlier.key:
        return
    if earlier.key == "open":
        raise UsageError(f"--key: {earlier.folder} was graded without a course key; leave --key away.")
    if file is None:
        raise UsageError(f"{earlier.folder} was graded with the course key {earlier.key}: give its file with --key.")
    raise UsageError(f"--key: {file} is the course key {key}, but {earlier.folder} was graded with {earlier.key}.")


def regrade(
    folder: Path,
    out: Path | None,
    jobs: int,
    isolation: str | None,
    key: Path | None,
    say: Callable[[str], None],
    bar: Callable[[int], AbstractContextManager[Advance]],
) -> Regraded:
    """Grade again what was handed in then, into a new folder; the earlier one stays as it is.

    Raises
    ------
    UsageError
        If the earlier run cannot be read, the key is another one, or the new folder is not free.
    """
    earlier = read_run(folder)
    demand_same_key(earlier, key)
    names = tuple(name for name in earlier.exercises if name in exercises())
    if not names or not earlier.records:
        raise UsageError(f"{folder} holds nothing that can be graded again.")
    if gone := [name for name in earlier.exercises if name not in names]:
        say(f"no longer in the catalogue, and not graded again: {', '.join(gone)}.")
    if earlier.grader == class_run.grader_hash():
        say("the graders are the same as then; so should the marks be.")
    there = {intake.student_name(entry): entry for entry in intake.list_hand_ins(earlier.submissions)}
    entries = {r.submission: there[r.submission] for r in earlier.records if r.submission in there}
    if not entries:
        raise UsageError(f"{earlier.submissions} holds none of the hand-ins that were graded then.")
    target = _free(earlier, out)
    run = class_run.ClassRun(class_run.Options(earlier.submissions, target, jobs, names, isolation, key), say)
    run.entries = entries
    record.write_whole(target / UNFINISHED, _unfinished(earlier).encode())
    with bar(len(entries)) as advance:
        records = run.grade(advance)
    done = Regraded(target, records, compare(earlier.records, records))
    titles = {e.name: e.title for e in exercises().values()}
    report.write_all(records, target, titles)
    changes.write_changes(done.comparisons, target, titles)
    (target / UNFINISHED).unlink()
    return done


def _free(earlier: Earlier, out: Path | None) -> Path:
    """Return where the new record goes: a folder without files, or where the same regrade was stopped."""
    if out is not None:
        if out.resolve() == earlier.folder.resolve() or not _is_free(earlier, out):
            raise UsageError(f"--out: {out} is not empty; a regrade writes into a folder of its own.")
        return out
    folder = earlier.folder.resolve()
    return next(new for n in count(1) if _is_free(earlier, new := folder.parent / f"{folder.name}-regraded-{n}"))


def _is_free(earlier: Earlier, folder: Path) -> bool:
    try:
        if not folder.exists() or not any(folder.iterdir()):
            return True
        return (folder / UNFINISHED).read_text(encoding="utf-8") == _unfinished(earlier)
    except OSError:
        return False


def _unfinished(earlier: Earlier) -> str:
    return f"This is a regrade of {earlier.folder.resolve()} by the graders {class_run.grader_hash()}, not finished.\n"
