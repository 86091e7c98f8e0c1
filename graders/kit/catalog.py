"""The catalogue: which exercises there are, in course order, and where their parts lie."""

from __future__ import annotations

import ast
import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STUDENTS_COPY = not (ROOT / "reference").is_dir()
"""Whether this is what a student has: no references, no hidden tests, no bank."""


@dataclass(frozen=True)
class Exercise:
    """One exercise; its unit and name are its identity in every tree."""

    name: str
    unit: str
    title: str
    points: float
    imports: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()

    @property
    def stub(self) -> Path:
        return ROOT / "exercises" / self.unit / f"{self.name}.py"

    @property
    def blank(self) -> Path:
        """The stub as it was before a student wrote into it."""
        return self.folder / "stub.py" if STUDENTS_COPY else self.stub

    @property
    def reference(self) -> Path:
        return ROOT / "reference" / self.unit / f"{self.name}.py"

    @property
    def folder(self) -> Path:
        return ROOT / "graders" / self.unit / self.name

    @property
    def public_tests(self) -> Path:
        return self.folder / f"test_{self.name}.py"

    @property
    def hidden_tests(self) -> Path:
        return self.folder / f"test_{self.name}_hidden.py"

    @property
    def readme(self) -> Path:
        return ROOT / "exercises" / self.unit / "README.md"

    @functools.cached_property
    def functions(self) -> tuple[ast.FunctionDef, ...]:
        """The functions an exercise asks for, as its stub declares them."""
        tree = ast.parse(self.blank.read_text(encoding="utf-8"), self.blank.name)
        return tuple(node for node in tree.body if isinstance(node, ast.FunctionDef))

    def bank(self, kind: str) -> list[Path]:
        """Return the files of the bank: `mistakes` or `accepted`, sorted."""
        return sorted((self.folder / kind).glob("*.py"))


@dataclass(frozen=True)
class Unit:
    """One unit of the course."""

    name: str
    title: str


@functools.cache
def _read() -> tuple[dict[str, Unit], dict[str, Exercise]]:
    with open(ROOT / "graders" / "catalog.toml", "rb") as file:
        tables = tomllib.load(file)
    units, exercises = {}, {}
    for unit, table in tables.items():
        units[unit] = Unit(unit, table["title"])
        for name, entry in table.items():
            if isinstance(entry, dict):
                imports, forbidden = tuple(entry.get("imports", ())), tuple(entry.get("forbidden", ()))
                exercises[name] = Exercise(name, unit, entry["title"], float(entry["points"]), imports, forbidden)
    return units, exercises


def units() -> dict[str, Unit]:
    """Return the units by name, in course order."""
    return _read()[0]


def exercises() -> dict[str, Exercise]:
    """Return the exercises by name, in course order."""
    return _read()[1]


def exercise_at(path: Path) -> Exercise | None:
    """Return the exercise that a file of any tree belongs to, or None."""
    parts = path.resolve().parts
    for exercise in exercises().values():
        if exercise.unit in parts and (exercise.name in parts or path.stem == exercise.name):
            return exercise
    return None
