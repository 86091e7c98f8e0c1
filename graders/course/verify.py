"""The author's gate: reference passes, stub fails, every mistake is caught by name, every accepted one passes."""

from __future__ import annotations

import ast
import concurrent.futures
import contextlib
import doctest
import inspect
import os
import re
import textwrap
import time
import types
import warnings
from collections.abc import Iterator
from pathlib import Path

from graders.kit.catalog import ROOT, Exercise
from graders.kit.grading import Grader, Marked
from graders.kit.reference import read_source
from graders.kit.running import Draw
from graders.kit.tests import VOICES
from graders.sandbox.session import DeskSession
from graders.sandbox.source import Source

from . import cheats

DRAWS = [Draw(b"verify", "ada"), Draw(b"verify", "ben")]
MIN_MISTAKES, MIN_ACCEPTED = 8, 3
MIN_MISS = 100
"""Tolerances by which a wrong solution's value is off, where a value is what fails it."""


def faults(exercise: Exercise) -> Iterator[str]:
    """Yield one sentence for everything that is wrong with an exercise; nothing if it may be released."""
    missing = [text for path, text in _parts(exercise) if not path.exists()]
    yield from (f"{text} is missing" for text in missing)
    if missing:
        return
    yield from _form(exercise)
    grader = Grader([exercise], lambda source, _: DeskSession(source))
    yield from _tests(exercise, grader)
    yield from _bank(exercise, grader)
    yield from _examples(exercise)


def _parts(exercise: Exercise) -> list[tuple[Path, str]]:
    parts = [
        exercise.stub,
        exercise.reference,
        exercise.public_tests,
        exercise.hidden_tests,
        exercise.folder / "hints.md",
        exercise.readme,
    ]
    return [(path, str(path.relative_to(ROOT))) for path in parts]


def _form(exercise: Exercise) -> Iterator[str]:
    mistakes, accepted = exercise.bank("mistakes"), exercise.bank("accepted")
    if len(mistakes) < MIN_MISTAKES:
        yield f"{len(mistakes)} wrong solutions, at least {MIN_MISTAKES} are needed"
    if len(accepted) < MIN_ACCEPTED:
        yield f"{len(accepted)} other right solutions, at least {MIN_ACCEPTED} are needed"
    readme = exercise.readme.read_text(encoding="utf-8")
    if not re.search(rf"^## {exercise.name}$", readme, re.M):
        yield f"the README has no section '## {exercise.name}'"
    for path in mistakes:
        if f'<a id="{exercise.name}-{path.stem}"></a>' not in readme:
            yield f"the README has no anchor {exercise.name}-{path.stem}"
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"), path.name)):
            yield f"mistakes/{path.name} does not say in a docstring what the mistake is"
    hints = re.findall(r"^\d\. ", (exercise.folder / "hints.md").read_text(encoding="utf-8"), re.M)
    if hints != ["1. ", "2. ", "3. "]:
        yield "hints.md does not hold three hints, numbered 1. 2. 3."
    for function in exercise.functions:
        body = [s for s in function.body if not isinstance(s, ast.Expr) or not isinstance(s.value, ast.Constant)]
        if len(body) != 1 or ast.unparse(body[0]) != "raise NotImplementedError":
            yield f"the stub of {function.name} is more than `raise NotImplementedError`"
        if not ast.get_docstring(function):
            yield f"the stub of {function.name} has no contract"


def _tests(exercise: Exercise, grader: Grader) -> Iterator[str]:
    tests = grader.tests[exercise.name]
    total = sum(test.points for test in tests)
    if abs(total - exercise.points) > 1e-9:
        yield f"its tests have {total:g} points, the catalogue says {exercise.points:g}"
    for test in tests:
        if not set(test.voices) <= VOICES or "student" not in test.voices:
            yield f"{test.name} takes {', '.join(test.voices)}; a test takes student, and of reference, rng, llm any"
        if "rng" in test.voices and not test.hidden:
            yield f"{test.name} is public and draws its inputs; a public test has fixed inputs"
        if test.points <= 0:
            yield f"{test.name} has no points"


def _bank(exercise: Exercise, grader: Grader) -> Iterator[str]:
    yield from _right_ones(exercise, grader, DRAWS[0])
    only_drawn = []
    for path in exercise.bank("mistakes"):
        marked = _grade(grader, exercise, read_source(path, exercise), DRAWS[0])
        yield from _caught(path, marked)
        if all("rng" in v.test.voices for v in marked.verdicts if v.outcome != "passed"):
            only_drawn.append(path)
    stub = _grade(grader, exercise, read_source(exercise.stub, exercise), DRAWS[0])
    if any(v.outcome != "not started" for v in stub.verdicts):
        yield f"the stub is not `not started` in {_failed(stub)[0]}"
    yield from _cheats(exercise, grader)
    # Another hand-in's inputs: only the tests that draw them can say something new.
    grader.tests[exercise.name] = [t for t in grader.tests[exercise.name] if "rng" in t.voices]
    yield from _right_ones(exercise, grader, DRAWS[1])
    for path in only_drawn:
        yield from _caught(path, _grade(grader, exercise, read_source(path, exercise), DRAWS[1]))


def _right_ones(exercise: Exercise, grader: Grader, draw: Draw) -> Iterator[str]:
    for path in [exercise.reference, *exercise.bank("accepted")]:
        marked = _grade(grader, exercise, read_source(path, exercise), draw)
        yield from (f"{path.parent.name}/{path.stem} fails {v}" for v in _failed(marked))


def _caught(path: Path, marked: Marked) -> Iterator[str]:
    if marked.outcome == "passed":
        yield f"mistakes/{path.stem} is not caught"
    elif marked.outcome == "could not check":
        yield f"mistakes/{path.stem}: {_failed(marked)[0]}"
    elif marked.misconception != path.stem:
        yield f"mistakes/{path.stem} is taken for {marked.misconception}"
    for verdict in marked.verdicts:
        miss = verdict.finding.miss if verdict.finding else None
        if miss is not None and miss < MIN_MISS:
            yield f"mistakes/{path.stem} misses by only {miss:.3g} tolerances in {verdict.test.name}"


def _cheats(exercise: Exercise, grader: Grader) -> Iterator[str]:
    names = [function.name for function in exercise.functions]
    for slug in cheats.ANSWERS:
        marked = _grade(grader, exercise, cheats.cheat(exercise, names, slug), DRAWS[0])
        for verdict in marked.verdicts:
            if verdict.outcome == "passed":
                yield f"{verdict.test.name} is passed by the cheat {slug}"
            elif verdict.outcome == "could not check":
                yield f"{verdict.test.name} breaks on the cheat {slug}: {verdict.message}"


def _grade(grader: Grader, exercise: Exercise, source: Source, draw: Draw) -> Marked:
    return grader.grade_exercise(exercise, source, draw)


def _failed(marked: Marked) -> list[str]:
    return [f"{v.test.name} ({v.outcome}): {v.message}" for v in marked.verdicts if v.outcome != "passed"]


def _examples(exercise: Exercise) -> Iterator[str]:
    """Run the stub's examples on the reference."""
    from graders.sandbox import runtime

    solution, problem = runtime.load(read_source(exercise.reference, exercise))
    stub, _ = runtime.load(read_source(exercise.stub, exercise))
    if problem:
        yield f"the reference: {problem}"
    for node in exercise.functions:
        declared, defined = getattr(stub, node.name), getattr(solution, node.name, None)
        if defined is None:
            yield f"the reference lacks {node.name}"
        elif str(inspect.signature(declared)) != str(inspect.signature(defined)):
            signatures = f"{inspect.signature(declared)} in the stub, {inspect.signature(defined)} in the reference"
            yield f"{node.name} has another signature: {signatures}"
        yield from _run_examples(declared, solution)


def _run_examples(declared: types.FunctionType, solution: types.ModuleType) -> Iterator[str]:
    names = {**vars(solution)}
    tests = doctest.DocTestFinder(recurse=False).find(declared, declared.__name__, globs=names)
    if not any(test.examples for test in tests):
        yield f"{declared.__name__} has no example in its docstring"
    for test in tests:
        said: list[str] = []
        doctest.DocTestRunner(verbose=False, optionflags=doctest.NORMALIZE_WHITESPACE).run(test, out=said.append)
        if said:
            report = " ".join("".join(said).split())
            yield f"an example of {declared.__name__} is not what the reference gives: {report}"


def verify(exercises: list[Exercise], jobs: int) -> int:
    """Print what is wrong with the exercises; return 0 if nothing is, else 1."""
    start = time.perf_counter()
    bad = 0
    with concurrent.futures.ProcessPoolExecutor(min(jobs, len(exercises))) as pool:
        for exercise, (found, seconds) in zip(exercises, pool.map(_timed, exercises), strict=True):
            bad += bool(found)
            print(
                f"{'FAIL' if found else 'ok  '}  {exercise.unit}/{exercise.name} ({seconds:.1f} s)",
                flush=True,
            )
            for fault in found:
                print(textwrap.indent(fault, "      ").replace("      ", "    - ", 1))
    print(f"{len(exercises) - bad} of {len(exercises)} exercises in order, {time.perf_counter() - start:.1f} s.")
    return 1 if bad else 0


def _timed(exercise: Exercise) -> tuple[list[str], float]:
    start = time.perf_counter()
    warnings.simplefilter("ignore")  # wrong solutions warn as they please
    with open(os.devnull, "w") as null, contextlib.redirect_stdout(null), contextlib.redirect_stderr(null):
        try:
            found = list(dict.fromkeys(faults(exercise)))
        except SyntaxError as error:
            found = [f"{error.filename} line {error.lineno} is not Python: {error.msg}"]
        except Exception as error:
            found = [f"it cannot be verified: {type(error).__name__}: {error}"]
    return found, time.perf_counter() - start
