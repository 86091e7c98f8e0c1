"""Takes hand-ins in: which file is the code of which exercise. All is read as text, nothing is run."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path, PurePosixPath

from graders.course.errors import Refused, Unreadable, UsageError
from graders.course.intake_files import Files, is_lab_notes, open_hand_in, show
from graders.course.intake_helpers import RESERVED, modules_around, named_in, written_by
from graders.course.intake_stub import functions_of, is_stub
from graders.course.intake_text import MAX_CODE, decode, notebook_cells
from graders.sandbox.source import Source

MAX_NOTES = 12
MAX_SEARCHED = 10_000_000  # bytes of notebooks that are looked into; what is read has a limit, too
Functions = Mapping[str, Collection[str]]
ARCHIVES = (".zip", ".ipynb", ".rar", ".7z", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".gz", ".xz")
# What a browser, a learning platform or a desktop makes of a name that is there already.
COPY = re.compile(r"copy of |(?:\s*\(\d+\)|-\d+|\s+-\s+copy|\s+copy(?:\s\d+)?)+$")
# Parts of the course that are no exercise, and files that do no harm.
EXPECTED = re.compile(r"quiz|__init__|setup|test_.*")


@dataclass(frozen=True)
class HandIn:
    """What one student handed in.

    Attributes
    ----------
    student : str
        The name of the folder, or of the zip or notebook without its suffix.
    files : dict of str to Source
        By exercise, in course order; an exercise that was not handed in is absent.
    problem : str or None
        One sentence why nothing of it can be read; files are empty then.
    notes : tuple of str
        Sentences worth telling: files that were passed by, and why.
    digest : str
        SHA-256 over what is graded: the same for the same code under the same names.
    quizzes, lab_notes : dict of str to str
        The text of a unit's `quiz.py` and `notes.md`, by unit, where they were handed in.
    """

    student: str
    files: dict[str, Source]
    problem: str | None
    notes: tuple[str, ...]
    digest: str
    quizzes: dict[str, str] = field(default_factory=dict)
    lab_notes: dict[str, str] = field(default_factory=dict)


def student_name(entry: Path) -> str:
    """The student's name: the entry's, without the suffix of a zip, a notebook or another archive."""
    name = entry.name
    for suffix in sorted(ARCHIVES, key=len, reverse=True):
        if name.lower().endswith(suffix):
            return show(name[: -len(suffix)])
    return show(name)


def list_hand_ins(submissions: Path) -> list[Path]:
    """The entries of a class's folder, one per student, sorted by student.

    Hidden entries and files that are no hand-in (`README.md`, a script) are skipped. Raises UsageError when
    the folder cannot be read, holds no hand-in, or holds two of one student.
    """
    try:
        entries = [entry for entry in submissions.iterdir() if is_hand_in(entry)]
    except (OSError, ValueError):
        raise UsageError(f"{submissions} is not a folder that can be read.") from None
    if not entries:
        raise UsageError(f"{submissions} holds no hand-in: a folder, a zip or a notebook for each student.")
    entries.sort(key=lambda entry: (student_name(entry), entry.name))
    for one, other in pairwise(entries):
        if student_name(one) == student_name(other):
            raise UsageError(f"{one.name} and {other.name} are hand-ins of one student: keep one of them.")
    return entries


def is_hand_in(entry: Path) -> bool:
    if entry.name.startswith(".") or entry.name == "__MACOSX":
        return False
    return entry.name.lower().endswith(ARCHIVES) or entry.is_symlink() or not entry.is_file()


def read_hand_in(entry: Path, exercises: Mapping[str, str], functions: Functions | None = None) -> HandIn:
    """Read one hand-in, whatever is in it; bad input ends in a `problem`, never in an error.

    Parameters
    ----------
    entry : Path
        A folder, a zip or a notebook, as list_hand_ins gives it.
    exercises : mapping of str to str
        The unit of every exercise of the course, in course order.
    functions : mapping of str to names, optional
        The functions of every exercise: of several notebooks of other names, one that defines them is taken.
    """
    student, problem = student_name(entry), None
    found: dict[str, Source] = {}
    notes: tuple[str, ...] = ()
    pages: tuple[dict[str, str], dict[str, str]] = {}, {}
    try:
        with open_hand_in(entry) as files:
            sorter = Sorter(files, exercises, functions or {})
            found = sorter.sort()
            pages = sorter.pages("quiz.py"), sorter.pages("notes.md")
            notes = tuple(sorter.notes)
    except Refused as reason:
        problem, pages = str(reason), ({}, {})
    graded: list[object] = [problem, [asdict(file) for file in found.values()]]
    graded += [pages] if any(pages) else []  # so that a hand-in without them keeps its digest
    digest = hashlib.sha256(json.dumps(graded, sort_keys=True).encode()).hexdigest()
    return HandIn(student, found, problem, notes, digest, *pages)


class Sorter:
    """Finds out which file of a hand-in is graded as which exercise.

    An exercise's own `.py` comes first, then a notebook of its name, of its unit's name, any other notebook that
    defines a function of it, any other notebook. Of several the one nearest to the top is taken, `name` before
    `name (1)`, then the first by alphabet. One in which nothing was done comes last.
    """

    def __init__(self, files: Files, exercises: Mapping[str, str], functions: Functions) -> None:
        self.files, self.exercises, self.functions = files, exercises, functions
        self.notes: list[str] = []
        self._named: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._texts: dict[str, tuple[tuple[str, ...], str | None]] = {}
        self._used: set[str] = set()
        for path in sorted(files.paths, key=self._rank):
            self._named[self._key(path)].append(path)

    def sort(self) -> dict[str, Source]:
        """The source of every exercise that was handed in; `notes` tell of the rest."""
        known = {*self.exercises, *self.exercises.values()}
        others = [path for path in sorted(self.files.paths, key=self._rank) if self._is_other(path, known)]
        searched = len(others) > 1 and sum(map(self.files.paths.__getitem__, others)) <= MAX_SEARCHED
        found: dict[str, Source] = {}
        passed: dict[str, list[str]] = defaultdict(list)
        for exercise, unit in self.exercises.items():
            candidates = [*self._named[exercise, ".py"], *self._named[exercise, ".ipynb"]]
            meant = [path for path in others if self._defines(path, exercise)] if searched else []
            candidates += [*self._named[unit, ".ipynb"], *(meant or others)]
            if len(candidates) > 1:
                candidates.sort(key=lambda path: self._is_untouched(path, exercise))
            if candidates:
                found[exercise] = self._source(exercise, candidates[0])
            self._used.update(candidates)
            for path in candidates[1:]:
                if self._key(path)[1] == ".py" or self._defines(path, exercise):  # else nothing is lost
                    passed[path].append(f"{exercise} ({show(candidates[0])} is)")
        for path, instead in passed.items():
            self.notes.append(f"{show(path)} is not graded for " + ", ".join(instead))
        self.notes += sorted(self.files.notes) + [self._stray(path) for path in self._strays()]
        if not found:
            self.notes.insert(0, "no file of an exercise and no notebook was found")
        self.notes = list(dict.fromkeys(self.notes))
        if len(self.notes) > MAX_NOTES:
            self.notes[MAX_NOTES:] = [f"{len(self.notes) - MAX_NOTES} more notes are left out"]
        return found

    def pages(self, name: str) -> dict[str, str]:
        """The text of the file of this name in each unit's folder, by unit, in course order; read as text only."""
        units = dict.fromkeys(self.exercises.values())
        found: dict[str, str] = {}
        for path in self._named[self._key(name)]:
            unit = PurePosixPath(path).parent.name.casefold()
            if unit not in units:
                self.notes.append(f"{show(path)} is not read: it should lie in the folder of its unit")
            elif unit not in found:
                try:
                    found[unit] = decode(self.files.read(path))
                except Unreadable as reason:
                    self.notes.append(f"{show(path)} {reason}")
        return {unit: found[unit] for unit in units if unit in found}

    @staticmethod
    def _key(path: str) -> tuple[str, str]:
        name = PurePosixPath(path)
        return COPY.sub("", name.stem.casefold()), name.suffix.lower()

    def _rank(self, path: str) -> tuple[int, bool, str]:
        return path.count("/"), self._key(path)[0] != PurePosixPath(path).stem, path

    def _is_other(self, path: str, known: set[str]) -> bool:
        name, suffix = self._key(path)
        return suffix == ".ipynb" and name not in known

    def _defines(self, path: str, exercise: str) -> bool:
        names = "|".join(map(re.escape, self.functions.get(exercise) or functions_of(exercise)))
        cells = self._read(path)[0] if names else ()
        return any(re.search(rf"^[ \t]*def ({names})\b", cell, re.MULTILINE) for cell in cells)

    def _is_untouched(self, path: str, exercise: str) -> bool:
        return path.lower().endswith(".py") and is_stub("".join(self._read(path)[0]), exercise)

    def _source(self, exercise: str, path: str) -> Source:
        self._used.add(path)
        cells, problem = self._read(path)
        if problem and path.lower().endswith(".ipynb"):
            self.notes.append(problem)  # it may be meant for other exercises than this one
        helpers = self._helpers(path, cells)
        name = PurePosixPath(path)
        filename = show(str(name.with_suffix(name.suffix.lower())))
        return Source(exercise, cells, filename, helpers, problem and f"{problem}.")

    def _read(self, path: str) -> tuple[tuple[str, ...], str | None]:
        if path not in self._texts:
            try:
                text = decode(self.files.read(path))
                cells = notebook_cells(text) if path.lower().endswith(".ipynb") else (text,)
                self._texts[path] = cells, None
            except Unreadable as reason:
                self._texts[path] = (), f"{show(path)} {reason}"
        return self._texts[path]

    def _helpers(self, path: str, cells: tuple[str, ...]) -> dict[str, str]:
        """The student's own modules that the code names, and those that these name."""
        modules = modules_around(self.files.paths, path)
        helpers = written_by(cells)
        left = MAX_CODE
        todo = [*cells, *helpers.values()]
        while todo and modules:
            for name in named_in(todo.pop(), modules, path):
                helper = modules.pop(name)
                texts, problem = self._read(helper)
                left -= sum(map(len, texts))
                if problem or left < 0:
                    self.notes.append(problem or f"{show(helper)} is left out: too much code in all")
                    continue
                helpers[f"{name}.py"] = texts[0]
                todo += texts
                self._used.add(helper)
        return helpers

    def _strays(self) -> list[str]:
        paths = sorted(path for path in self.files.paths.keys() - self._used if not is_lab_notes(path))
        return [path for path in paths if not EXPECTED.fullmatch(PurePosixPath(path).stem)]

    def _stray(self, path: str) -> str:
        name = self._key(path)[0]
        if name in RESERVED:
            return f"{show(path)} is not used: {show(name)} is the name of another module"
        meant = get_close_matches(re.sub(r"[^a-z0-9]+", "_", name), self.exercises, 1, 0.75)
        return f"{show(path)} belongs to no exercise" + (f"; is it meant as {meant[0]}.py?" if meant else "")
