"""A small course on disk for the tests that run commands: two quick exercises, in a tree of their own."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from graders.kit.catalog import ROOT, exercises, units

QUICK = ("causal_mask_checker", "centroid_classifier")


@dataclass(frozen=True)
class Course:
    """A tree like this one, and the commands that are run in it."""

    root: Path

    def start(self, *command: object, **environment: str) -> subprocess.Popen[str]:
        """Start `python COMMAND` in the tree."""
        env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "PYTHON", "LAB_"))}
        return subprocess.Popen(
            [sys.executable, *map(str, command)],
            cwd=self.root,
            env={**env, "OMP_NUM_THREADS": "1", "COLUMNS": "200", **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *command: object, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run `python COMMAND` in the tree."""
        process = self.start(*command, **environment)
        out, err = process.communicate(timeout=300)
        return subprocess.CompletedProcess(command, process.returncode, out, err)

    def pytest(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """What a student runs."""
        return self.run("-m", "pytest", "-p", "no:cacheprovider", *arguments)

    def lab(self, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        """What an instructor runs."""
        return self.run("-m", "graders.cli", *arguments, **environment)

    def solve(self, name: str, text: str) -> None:
        """Put a solution where a student writes it."""
        (self.root / "exercises" / exercises()[name].unit / f"{name}.py").write_text(text, encoding="utf-8")

    def read(self, *parts: str) -> str:
        return self.root.joinpath(*parts).read_text(encoding="utf-8")


def write_catalog(path: Path) -> None:
    wanted = [exercises()[name] for name in QUICK]
    lines = []
    for unit in units().values():
        if mine := [e for e in wanted if e.unit == unit.name]:
            lines.append(f'[{unit.name}]\ntitle = "{unit.title}"\n')
            lines += [f'[{unit.name}.{e.name}]\ntitle = "{e.title}"\npoints = {e.points:g}\n' for e in mine]
    path.write_text("\n".join(lines), encoding="utf-8")


def copy_course(root: Path) -> Course:
    ignore = shutil.ignore_patterns("__pycache__")
    for part in ("kit", "sandbox", "course"):
        shutil.copytree(ROOT / "graders" / part, root / "graders" / part, ignore=ignore)
    for part in ("attentions", "embeddings", "texts"):
        shutil.copytree(ROOT / "fixtures" / part, root / "fixtures" / part, ignore=ignore)
    for name in ("graders/__init__.py", "graders/cli.py", "pyproject.toml", "constraints.txt", "LICENSE", "README.md"):
        shutil.copy(ROOT / name, root / name)
    for exercise in (exercises()[name] for name in QUICK):
        shutil.copytree(exercise.folder, root / exercise.folder.relative_to(ROOT), ignore=ignore)
        for path in (exercise.stub, exercise.reference, exercise.readme):
            target = root / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    for unit in {exercises()[name].unit for name in QUICK}:
        for name in (f"exercises/{unit}/quiz.py", f"exercises/{unit}/notes.md", f"reference/{unit}/quiz.toml"):
            shutil.copy(ROOT / name, root / name)
        shutil.copy(ROOT / f"reference/{unit}/rubric.md", root / f"reference/{unit}/rubric.md")
    write_catalog(root / "graders" / "catalog.toml")
    return Course(root)


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A small course that no test changes."""
    return copy_course(tmp_path_factory.mktemp("course"))


@pytest.fixture
def own_course(tmp_path: Path) -> Course:
    """A small course that a test may change as it likes."""
    return copy_course(tmp_path / "course")
