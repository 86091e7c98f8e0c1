"""Reads what is about to be released for what must not be in it: by content, whatever a file is called."""

from __future__ import annotations

import ast
import json
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from graders.course.errors import UsageError
from graders.kit.catalog import ROOT, exercises, units

SHORTEST = 24
"""Characters of a line that tells something; what is shorter stands in any program."""
TELLS_NOTHING = ("import ", "from ", "## ")
"""How imports, and the headings that a rubric shares with the notes, begin."""
SHOWN = 5


def demand_none(folder: Path) -> None:
    """UsageError, naming the files and the lines, if a folder holds anything that is not for students."""
    found = list(leaks(folder))
    if found:
        more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        raise UsageError(f"nothing is released, for it would give away: {'; '.join(found[:SHOWN])}{more}.")


def leaks(folder: Path) -> Iterator[str]:
    """Yield what in a folder is not for students: `FILE holds a line of SOURCE: …`."""
    secrets = secret_lines()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            for line in _lines(path):
                if source := secrets.get(line):
                    yield f"{path.relative_to(folder)} holds a line of {source}: {line[:80]!r}"
                    break


def secret_lines() -> dict[str, str]:
    """Return the lines that only references, hidden tests, the bank and quiz answers hold, with their source."""
    public = {line for path in _public() for line in _lines(path)}
    secrets: dict[str, str] = {}
    for path in _secret():
        source = str(path.relative_to(ROOT))
        told = _told(path)
        for line in _lines(path):
            if len(line) >= SHORTEST and not line.startswith(TELLS_NOTHING) and line not in public and line not in told:
                secrets[line] = source
    return secrets


def _secret() -> Iterator[Path]:
    for exercise in exercises().values():
        yield exercise.reference
        yield exercise.hidden_tests
        for kind in ("mistakes", "accepted"):
            yield from exercise.bank(kind)
    for unit in units():
        yield ROOT / "reference" / unit / "quiz.toml"
        yield ROOT / "reference" / unit / "rubric.md"


def _public() -> Iterator[Path]:
    """Yield the code that secrets may share lines with: imports, signatures, helpers of tests. No text is among it."""
    for exercise in exercises().values():
        yield from (exercise.stub, exercise.public_tests)
    for folder in ("kit", "sandbox", "course"):
        yield from (ROOT / "graders" / folder).rglob("*.py")


def _told(path: Path) -> set[str]:
    """Return what students are told of a wrong solution: the first line of its docstring."""
    if path.parent.name != "mistakes":
        return set()
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"), path.name)) or ""
    return {docstring.split("\n")[0].strip()}


def _lines(path: Path) -> set[str]:
    """Return the lines of a file as they are compared: also those inside the texts of JSON and TOML."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("latin-1")  # what was hidden in a binary file would still be found
    lines = set(map(_squeezed, text.splitlines()))
    lines.update(_squeezed(line) for value in _texts(_tree(path, text)) for line in value.splitlines())
    return lines - {""}


def _tree(path: Path, text: str) -> Any:
    """Return what a file of data holds, None where it is none."""
    try:
        if path.suffix == ".toml":
            return tomllib.loads(text)
        if path.suffix == ".jsonl":
            return [json.loads(line) for line in text.splitlines()]
        return json.loads(text) if path.suffix in (".json", ".ipynb") else None
    except ValueError:
        return None


def _texts(tree: Any) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        yield from _each(tree.keys())
        yield from _each(tree.values())
    elif isinstance(tree, list):
        yield from _each(tree)


def _each(items: Iterable[Any]) -> Iterator[str]:
    for item in items:
        yield from _texts(item)


def _squeezed(line: str) -> str:
    return " ".join(line.split())
