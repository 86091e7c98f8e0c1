"""`lab reset NAME`: puts an exercise's stub back; what was written stays beside it."""

from __future__ import annotations

import subprocess
from itertools import count
from pathlib import Path

from graders.kit.catalog import ROOT, STUDENTS_COPY, Exercise

from .errors import UsageError
from .record import cannot_write, write_whole


def reset(exercise: Exercise) -> str:
    """Put the stub back, and return in a sentence what was done; the file there was is `NAME.py.bak-1`, or -2, ….

    Raises
    ------
    UsageError
        If the stub is not to be had, or a file cannot be written; nothing is lost then.
    """
    name = exercise.stub.relative_to(ROOT)
    original = _original(exercise)
    try:
        written = exercise.stub.read_bytes() if exercise.stub.exists() else None
        if written == original:
            return f"{name} is as it was handed out."
        kept = _keep(exercise.stub, written) if written is not None else None
    except OSError as error:
        cannot_write(exercise.stub, error)
    write_whole(exercise.stub, original, durable=True)
    return f"{name} is as it was handed out" + (f"; what you wrote is in {kept.name} beside it." if kept else ".")


def _keep(path: Path, written: bytes) -> Path:
    for number in count(1):
        kept = path.with_name(f"{path.name}.bak-{number}")
        try:
            with open(kept, "xb") as file:
                file.write(written)
            return kept
        except FileExistsError:
            continue
    raise AssertionError


def _original(exercise: Exercise) -> bytes:
    if STUDENTS_COPY:
        return exercise.blank.read_bytes()
    place = f"HEAD:./{exercise.stub.relative_to(ROOT)}"
    try:
        done = subprocess.run(["git", "-C", str(ROOT), "show", place], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        raise UsageError(f"the stub of {exercise.name} is not to be had: neither a student's copy nor git.") from None
    return done.stdout
