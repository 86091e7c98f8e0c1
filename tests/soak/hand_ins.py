"""A large class of everything that is handed in: right, wrong, untouched, hostile, odd, in every layout."""

from __future__ import annotations

import importlib.util
import json
import random
import shutil
import tempfile
import warnings
import zipfile
from pathlib import Path

from graders.kit.catalog import ROOT, Exercise, exercises
from tests.attacks.suite import HERE, Attack, attacks, hand_in

EXERCISES = (
    "scaled_dot_product",
    "causal_mask_checker",
    "task_model",
    "text_embedder",
    "centroid_classifier",
    "prompt_parser",
    "score_parser",
    "llm_classifier",
    "kmeans_evaluator",
    "pca_projection",
)
"""Arrays, callbacks, text, a model, API clients, an encoder, forbidden imports: a few of each kind."""
NOT_HERE = {
    "ending/fork_bomb",  # kept to the attack suite, which runs it in a namespace of its own
    "talking/answer_early",  # these race with the worker that runs them: what is told of them differs from run to run
    "talking/steal_the_question",
}
SLOW_SHARE = 200
"""One slow attack, which runs into deadlines, in so many hand-ins."""


class Class:
    """Writes hand-ins one by one; the same seed writes the same class."""

    def __init__(self, folder: Path, names: tuple[str, ...], seed: int) -> None:
        self.folder = folder
        self.chosen = [exercises()[name] for name in names]
        self.draw = random.Random(f"class {seed}")
        self.kinds: dict[str, int] = {}
        usable = [a for a in attacks() if a.name not in NOT_HERE and set(a.against) & set(names)]
        self.quick = [a for a in usable if not a.slow and not a.handles]
        self.slow = [a for a in usable if a.slow]

    def write(self, number: int) -> None:
        """Write that many hand-ins."""
        odd = [*sorted((ROOT / "fixtures" / "sample_class").iterdir()), *sorted((HERE / "handing_in").glob("*.py"))]
        odd = odd[: max(1, number // 20)]
        places = dict(zip(self.draw.sample(range(number), len(odd)), odd, strict=True))
        slow = set(self.draw.sample(range(number), number // SLOW_SHARE)) - places.keys()
        self.folder.mkdir(parents=True)
        for index in range(number):
            name = f"s{index + 1:04d}"
            if index not in places:
                self.own(name, index in slow)
            elif places[index].suffix == ".py":
                self.hostile(name, places[index])
            else:
                self.count("of the sample class")
                copy(places[index], self.folder / f"{name}{places[index].suffix}")

    def count(self, kind: str) -> None:
        self.kinds[kind] = self.kinds.get(kind, 0) + 1

    def own(self, name: str, slow: bool) -> None:
        """Write a hand-in of three to five exercises, one attack among them at most."""
        drawn = self.draw.sample(self.chosen, min(len(self.chosen), self.draw.randint(3, 5)))
        files: dict[Path, str] = {}
        attacked = slow or self.draw.random() < 0.2
        for exercise in drawn:
            path = Path(exercise.unit, f"{exercise.name}.py")
            if attacked and (attack := self.attack(exercise, slow)):
                source = hand_in(attack, exercise)
                files |= {path.with_name(helper): text for helper, text in source.helpers.items()}
                files[path], attacked = source.cells[0], False
                self.count("attacks")
            else:
                files[path] = self.solution(exercise).read_text(encoding="utf-8")
        layout = self.draw.choices(("folder", "zip", "notebooks"), (88, 6, 6))[0]
        self.count("zips" if layout == "zip" else layout if layout == "notebooks" else "folders")
        if layout == "notebooks":
            files = as_notebooks(files)
        for path, text in files.items():
            target = self.folder / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(f"# Handed in by {name}.\n{text}" if path.suffix == ".py" else text, encoding="utf-8")
        if layout == "zip":
            with zipfile.ZipFile(self.folder / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
                for path in files:
                    archive.write(self.folder / name / path, path)
            shutil.rmtree(self.folder / name)

    def solution(self, exercise: Exercise) -> Path:
        kind = self.draw.choices(("reference", "accepted", "mistakes", "stub"), (35, 20, 38, 7))[0]
        self.count(kind)
        if kind in ("reference", "stub"):
            return exercise.reference if kind == "reference" else exercise.stub
        return self.draw.choice(exercise.bank(kind))

    def attack(self, exercise: Exercise, slow: bool) -> Attack | None:
        found = [a for a in (self.slow if slow else self.quick) if exercise.name in a.against]
        return self.draw.choice(found) if found else None

    def hostile(self, name: str, path: Path) -> None:
        """Write a hand-in whose form is the attack."""
        self.count("hostile forms")
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        with tempfile.TemporaryDirectory(dir=self.folder.parent) as folder, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # one of them names a file twice
            built = module.build(Path(folder))
            shutil.move(built, self.folder / f"{name}{built.suffix if built.is_file() else ''}")


def as_notebooks(files: dict[Path, str]) -> dict[Path, str]:
    """Return a notebook for each unit, with a cell for each file; helpers stay files."""
    made: dict[Path, str] = {}
    cells: dict[str, list[dict[str, object]]] = {}
    for path, text in files.items():
        if path.stem in exercises():
            cell = {"cell_type": "code", "metadata": {}, "outputs": [], "source": text.splitlines(True)}
            cells.setdefault(path.parts[0], []).append(cell)
        else:
            made[Path(path.name)] = text
    for unit, book in cells.items():
        made[Path(f"{unit}.ipynb")] = json.dumps({"cells": book, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    return made


def copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy(source, target)
