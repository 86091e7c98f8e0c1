"""`lab new UNIT/NAME`: the parts of a new exercise, each where it belongs, with what has to be filled in."""

from __future__ import annotations

import keyword

from graders.kit.catalog import ROOT, Exercise, exercises, units

from .errors import UsageError

STUB = '''"""TITLE: what it is about and why, in a paragraph, with its source."""

from __future__ import annotations


def NAME(length: int) -> int:
    """Return what it returns, in one line.

    Parameters
    ----------
    length
        What it is, with its range.

    Raises
    ------
    ValueError
        If `length` is below 1.

    Examples
    --------
    >>> NAME(3)
    3
    """
    raise NotImplementedError
'''
REFERENCE = '''"""Why it is done this way."""

from __future__ import annotations


def NAME(length: int) -> int:
    if length < 1:
        raise ValueError(f"length: at least 1 was expected, {length} came")
    return length
'''
TESTS = '''"""Grades NAME. Not checked: speed, the wording of errors."""

from graders.kit import check, points


@points(4)
def test_the_requirement_in_words(student, reference):
    for length in (1, 2, 5):
        check.equal(student.NAME(length), reference.NAME(length))
'''
HIDDEN = '''"""Grades NAME with inputs of its own for each hand-in."""

from graders.kit import check, points


@points(6)
def test_it_holds_for_other_lengths(student, reference, rng):
    for length in rng.integers(2, 50, size=5).tolist():
        check.equal(student.NAME(length), reference.NAME(length))
'''
HINTS = "1. The idea.\n\n2. The approach.\n\n3. Nearly the code.\n"
ENTRY = '\n[UNIT.NAME]\ntitle = "TITLE"\npoints = 10\n'


def new(path: str) -> int:
    """Write the parts of a new exercise and say what is left to do."""
    unit, _, name = path.partition("/")
    known = exercises()
    if unit not in units():
        raise UsageError(f"UNIT/NAME: there is no unit {unit!r}; there are {', '.join(units())}.")
    if not name.isidentifier() or name != name.lower() or keyword.iskeyword(name):
        raise UsageError(f"UNIT/NAME: {name!r} is no name for a module: lower case, digits and _ are expected.")
    for other in known:
        if name in other or other in name:
            raise UsageError(f"UNIT/NAME: {name!r} and {other!r}: no name may be contained in another.")
    exercise = Exercise(name, unit, name.replace("_", " ").capitalize(), 10.0)
    files = {
        exercise.stub: STUB,
        exercise.reference: REFERENCE,
        exercise.public_tests: TESTS,
        exercise.hidden_tests: HIDDEN,
        exercise.folder / "hints.md": HINTS,
    }
    for file in files:
        if file.exists():
            raise UsageError(f"UNIT/NAME: {file.relative_to(ROOT)} is there already.")
    for file, text in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace("NAME", name).replace("TITLE", exercise.title), encoding="utf-8")
        print(f"wrote {file.relative_to(ROOT)}")
    for kind in ("mistakes", "accepted"):
        (exercise.folder / kind).mkdir()
    entry = ENTRY.replace("UNIT", unit).replace("NAME", name).replace("TITLE", exercise.title)
    print(f"Put this in its place in graders/catalog.toml:\n{entry}")
    print(f"Then fill in the files, mistakes/ and accepted/, and run: lab verify --only {name}")
    return 0
