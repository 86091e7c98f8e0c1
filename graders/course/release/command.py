"""`lab release`: what leaves the house, and the gate before it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from graders.course import class_run, verify
from graders.course.errors import UsageError
from graders.kit.catalog import ROOT, exercises

from .gradescope import release_gradescope
from .student import Say, release_student

VERIFIED = ROOT / "build" / "verified"


def release(
    folder: Path | None, nbgrader: Path | None, gradescope: Path | None, key: Path | None, jobs: int, say: Say
) -> None:
    """Write what is asked for; all of it is verified first, unless it is what was verified last.

    Raises
    ------
    UsageError
        If nothing is asked for, the course does not hold, or a place cannot be written.
    """
    if not (folder or nbgrader or gradescope):
        raise UsageError("DIR, --nbgrader DIR or --gradescope FILE.zip was expected, none came.")
    _demand_verified(jobs, say)
    if folder:
        release_student(folder, say)
        say(f"the student's copy: {folder}")
    if nbgrader:
        from .nbgrader import release_nbgrader

        release_nbgrader(nbgrader)
        say(f"the course for nbgrader: {nbgrader}")
    if gradescope:
        release_gradescope(gradescope, key)
        say(f"the autograder for Gradescope: {gradescope}")


def _demand_verified(jobs: int, say: Say) -> None:
    state = _state()
    if VERIFIED.exists() and VERIFIED.read_text(encoding="ascii") == state:
        return
    say("lab verify has to hold first")
    if verify.verify(list(exercises().values()), jobs):
        raise UsageError("nothing is released before `lab verify` finds all in order.")
    VERIFIED.parent.mkdir(exist_ok=True)
    VERIFIED.write_text(state, encoding="ascii")


def _state() -> str:
    """Return a hash of all that is verified."""
    digest = hashlib.sha256(class_run.grader_hash().encode())
    for path in sorted((ROOT / "exercises").rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(ROOT)}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return digest.hexdigest()
