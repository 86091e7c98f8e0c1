"""`lab release DIR`: the student's copy of the course.

What may be in it is decided by folder and suffix; `leaks` then reads every file for what must not be in it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from graders.course.errors import UsageError
from graders.course.record import cannot_write
from graders.kit.catalog import ROOT, exercises, units
from graders.kit.llm import CASSETTES

from . import answers, cassettes, leaks

TEMPLATES = Path(__file__).parent / "templates"
CODE = ("graders/kit", "graders/sandbox", "graders/course")
AUTHORS = (
    "release",
    "autograde",
    "cheats",
    "new",
    "record_api",
    "scenarios",
    "similar",
    "standin",
    "verify",
    "wordings",
)
"""Modules of graders/course that only those need who write or release exercises."""
DATA = {
    "texts": "*.jsonl",
    "embeddings": "*.npz",
    "attentions": "*.npz",
    "models": "*/**/*",
    "pictures": "*.png",
}

Say = Callable[[str], None]


def release_student(folder: Path, say: Say) -> None:
    """Write the student's copy of the course into a new folder; the same course gives the same bytes.

    Raises
    ------
    UsageError
        If the folder is there already and not empty, cannot be written, or something would be given away.
    """
    claim(folder)
    try:
        with tempfile.TemporaryDirectory(dir=folder.resolve().parent, prefix=".release-") as scratch:
            copy = Path(scratch) / "copy"
            for path, content in _files(say):
                target = copy / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            leaks.demand_none(copy)
            say("trying it out: the references are put into a copy, and its tests are run")
            _try_out(copy, Path(scratch) / "tried")
            if folder.exists():
                folder.rmdir()
            shutil.move(copy, folder)
    except OSError as error:
        cannot_write(folder, error)


def claim(folder: Path) -> None:
    """Demand a folder that is not there yet or is empty; UsageError otherwise."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there already; nothing is overwritten, choose another folder.")
    try:
        folder.resolve().parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        cannot_write(folder, error)


def _try_out(copy: Path, tried: Path) -> None:
    """UsageError unless the references pass the tests of a student's copy."""
    shutil.copytree(copy, tried)
    for exercise in exercises().values():
        shutil.copy(exercise.reference, tried / _name(exercise.stub))
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-x"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "PYTHON"))}
    done = subprocess.run(command, cwd=tried, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise UsageError(f"nothing is released, for the references fail in a student's copy:\n{done.stdout[-2000:]}")


def _files(say: Say) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of every file of a student's copy."""
    yield from _exercises()
    yield from _code()
    yield from _data()
    yield from _front()
    for exercise in exercises().values():
        say(f"recording the answers of {exercise.name}")
        yield f"fixtures/answers/{exercise.name}.json", answers.record_answers(exercise)
    say("cutting the recordings of the APIs")
    secret = cassettes.hidden_only(exercises().values(), CASSETTES)
    for path in sorted(CASSETTES.glob("*.json")):
        yield _name(path), cassettes.cut(path, secret[path.stem])


def _exercises() -> Iterator[tuple[str, bytes]]:
    for exercise in exercises().values():
        for path in (exercise.stub, exercise.public_tests, exercise.folder / "hints.md"):
            yield _name(path), path.read_bytes()
        yield f"{_name(exercise.folder)}/stub.py", exercise.stub.read_bytes()
    for unit in units():
        for name in ("README.md", "quiz.py", "notes.md"):
            path = ROOT / "exercises" / unit / name
            yield _name(path), path.read_bytes()


def _code() -> Iterator[tuple[str, bytes]]:
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*")):
            inside = path.relative_to(ROOT / folder)
            authors = folder == "graders/course" and Path(inside.parts[0]).stem in AUTHORS
            if path.is_file() and not authors and path.suffix in (".py", ".html", ".css", ".js", ".jinja", ".j2"):
                yield _name(path), path.read_bytes()
    for name in ("graders/__init__.py", "graders/cli.py", "graders/catalog.toml"):
        yield name, (ROOT / name).read_bytes()


def _data() -> Iterator[tuple[str, bytes]]:
    for kind, pattern in DATA.items():
        for path in sorted((ROOT / "fixtures" / kind).glob(pattern)):
            if path.is_file() and path.suffix != ".py":
                yield _name(path), path.read_bytes()


def _front() -> Iterator[tuple[str, bytes]]:
    known = facts()
    for path in sorted((TEMPLATES / "student").rglob("*")):
        if path.is_file():
            yield str(path.relative_to(TEMPLATES / "student")).removesuffix(".in"), filled(path, known)
    for name in ("LICENSE", "constraints.txt"):
        yield name, (ROOT / name).read_bytes()


def facts() -> dict[str, str]:
    """Return what templates are filled with."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    constraints = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    sizes = {name: sum(e.unit == name for e in exercises().values()) for name in units()}
    return {
        "torch": next(line for line in constraints if line.startswith("torch==")),
        "dependencies": _toml_list(project["dependencies"]),
        "encoder": _toml_list(project["optional-dependencies"]["encoder"]),
        "version": project["version"],
        "units": "\n".join(
            f"| [{unit.title}](exercises/{unit.name}/README.md) | {sizes[unit.name]} |" for unit in units().values()
        ),
    }


def filled(path: Path, facts: dict[str, str]) -> bytes:
    """Return a template with each `<<name>>` replaced."""
    text = path.read_text(encoding="utf-8")
    for name, value in facts.items():
        text = text.replace(f"<<{name}>>", value)
    return text.encode()


def _toml_list(items: list[str]) -> str:
    return "[\n" + "".join(f'    "{item}",\n' for item in items) + "]"


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))
