"""`lab watch`: runs the public tests of an exercise whenever its file is saved."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from graders.kit.catalog import ROOT, Exercise

PAUSE = 0.3
"""Seconds between two looks: a few stats of files, which no library has to save us from."""


def watch(exercises: Sequence[Exercise], run: Callable[[Exercise], object] | None = None) -> int:
    """Run the tests of each exercise that is saved, until Ctrl-C."""
    print(f"Watching {len(exercises)} exercises: save one, and its public tests are run. Ctrl-C ends.", flush=True)
    try:
        for exercise in saved(exercises):
            (run or run_tests)(exercise)
    except KeyboardInterrupt:
        print()
    return 0


def saved(exercises: Sequence[Exercise]) -> Iterator[Exercise]:
    """Yield each exercise whose file was saved, once it rests; one that is away for a moment is waited for."""
    known = {exercise: _stamp(exercise.stub) for exercise in exercises}
    moving: dict[Exercise, tuple[int, int]] = {}
    while True:
        time.sleep(PAUSE)
        for exercise in exercises:
            now = _stamp(exercise.stub)
            if now is None or now == known[exercise]:
                continue
            if moving.get(exercise) == now:
                known[exercise] = moving.pop(exercise)
                yield exercise
            else:
                moving[exercise] = now


def run_tests(exercise: Exercise) -> None:
    """Run what a student would: pytest on the exercise's file."""
    if sys.stdout.isatty():
        print("\033[2J\033[H", end="")
    print(f"{time.strftime('%H:%M:%S')}  {exercise.name}", flush=True)
    subprocess.run([sys.executable, "-m", "pytest", str(exercise.stub)], cwd=ROOT, check=False)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        info = path.stat()
    except OSError:
        return None
    return info.st_mtime_ns, info.st_size
