"""The class that every peer grades: right, wrong and untouched solutions of the project's own, in turn."""

from __future__ import annotations

from pathlib import Path

from graders.kit.catalog import Exercise

EXERCISES = ("causal_mask_checker", "centroid_classifier", "prompt_parser", "kmeans_evaluator")

# A word is a hand-in, a letter an exercise: Reference, another Accepted solution, Wrong, Stub.
MIX = "RRRR AARA RWRA RRAR ARRW RRRS AARR WRAR RRRA SSSS RAWA ARRR".split()


def write_class(folder: Path, exercises: list[Exercise], number: int) -> list[str]:
    """Write that many hand-ins, no two of the same text, and return the students' names in order."""
    students = [f"s{index + 1:03d}" for index in range(number)]
    for index, student in enumerate(students):
        letters = MIX[index % len(MIX)]
        for position, exercise in enumerate(exercises):
            text = _chosen(exercise, letters[position % len(letters)], index).read_text(encoding="utf-8")
            path = folder / student / exercise.unit / f"{exercise.name}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"# Handed in by {student}.\n{text}", encoding="utf-8")
    return students


def _chosen(exercise: Exercise, letter: str, index: int) -> Path:
    if letter in "RS":
        return exercise.reference if letter == "R" else exercise.stub
    bank = exercise.bank("accepted" if letter == "A" else "mistakes")
    return bank[index % len(bank)]
