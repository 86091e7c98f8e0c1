"""`lab doctor`: the versions at work, and the tier of confinement in force with what was tried to break it."""

from __future__ import annotations

import importlib.metadata
import platform

from graders.sandbox import landlock, seccomp, tiers
from graders.sandbox.selftest import check, open_room

from .class_run import grader_hash
from .errors import UsageError

PACKAGES = ("numpy", "scikit-learn", "torch", "transformers", "openai", "groq", "vcrpy", "pytest", "nbgrader")


def doctor() -> int:
    """Print what grading stands on here; return 0 where student code is confined, else 1."""
    print(f"Python      {platform.python_version()} on {platform.system()} {platform.release()} {platform.machine()}")
    for name in PACKAGES:
        print(f"{name:<11} {_version(name)}")
    print(f"graders     {grader_hash()}")
    print(f"Landlock    ABI {landlock.abi()}" if landlock.abi() else "Landlock    none in this kernel")
    print(f"seccomp     {'yes' if seccomp.available() else 'no'}")
    in_force = None
    for tier in tiers.TIERS:
        try:
            room, _ = open_room(tier)
        except tiers.TierMissing as error:
            print(f"\n{tier}: {error}")
            continue
        try:
            in_force = in_force or tier
            against = ", against accidents only" if tiers.NOT_PROTECTED[tier] else ""
            print(f"\n{tier}: {'in force' if in_force == tier else 'works too'}{against}")
            for promise, kept in check(room).items():
                print(f"  {'kept' if kept else 'NOT KEPT':<8}  student code {promise}")
        finally:
            room.close()
    if in_force is None:
        raise UsageError("no tier of isolation works here; nothing can be graded.")
    if tiers.NOT_PROTECTED[in_force]:
        print(f"\nNot protected in {in_force}: {tiers.NOT_PROTECTED[in_force]}.")
    return int(in_force == "rlimits")


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"
