"""The attacks as data, and the honest parts the harness joins to them.

An attack is a file of plain Python that defines `attack(*args, **kwargs)`. Handed in, it stands in the place of
every function of an exercise, so one attack is tried on several exercises. Its docstring is its contract:

    First line: the goal.

    Shows: what would show success.
    Stopped by: the layer that holds.
    Honest: the points it may earn, 0 where the line is left out, or `public` for those of the public tests.
    Against: the exercises it makes sense for, where not the usual two.
    Slow: yes, where it runs into deadlines; it is then tried on two tests of one exercise, in one tier.
    Handles: yes, where it needs the test with a real model, which is left out otherwise; in one tier, too.

Every attack is bounded: where a defence fails, it shows that and does not harm the machine it runs on.

An attack that finds out itself that it got through says so by raising an error with GOT_THROUGH in its text.
"""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graders.kit.catalog import Exercise, exercises
from graders.kit.reference import Memory, live
from graders.kit.running import Draw, run_test
from graders.kit.tests import load_tests
from graders.sandbox.answer import Answer, Raised, Returned
from graders.sandbox.session import DeskSession
from graders.sandbox.source import Source

HERE = Path(__file__).parent
FAMILIES = ("ending", "lying", "looking", "changing", "talking", "knowing")
FIELDS = ("Shows", "Stopped by", "Honest", "Against", "Slow", "Handles")
USUAL = ("causal_mask_checker", "prompt_parser")
GOT_THROUGH = "got through"
LEAKED = "leaked"
CANARY = "canary-5b1f"
"""Stands where an attack must not look; no message may hold it."""


@dataclass(frozen=True)
class Attack:
    """One file of the suite."""

    family: str
    slug: str
    text: str
    goal: str
    fields: dict[str, str]

    @property
    def against(self) -> tuple[str, ...]:
        named = tuple(self.fields["Against"].split(", ")) if "Against" in self.fields else USUAL
        return named[:1] if self.slow else named

    @property
    def slow(self) -> bool:
        return self.fields.get("Slow") == "yes"

    @property
    def handles(self) -> bool:
        return self.fields.get("Handles") == "yes"

    def may_earn(self, public: float) -> float:
        """Return the points that are no success, of an exercise whose public tests have so many."""
        honest = self.fields.get("Honest", "0")
        return public if honest == "public" else float(honest)

    @property
    def name(self) -> str:
        return f"{self.family}/{self.slug}"


def read_attack(path: Path) -> Attack:
    """Return the attack in a file."""
    text = path.read_text(encoding="utf-8")
    docstring = ast.get_docstring(ast.parse(text)) or ""
    flowing = re.sub(rf"\n(?!\n|({'|'.join(FIELDS)}): )", " ", docstring)
    fields = dict(re.findall(rf"^({'|'.join(FIELDS)}): (.*)$", flowing, re.MULTILINE))
    return Attack(path.parent.name, path.stem, text, docstring.partition("\n")[0], fields)


def attacks() -> list[Attack]:
    """Return all attacks whose hand-in is one plain file."""
    return [read_attack(path) for family in FAMILIES for path in sorted((HERE / family).glob("*.py"))]


@functools.cache
def function_names(exercise: Exercise) -> tuple[str, ...]:
    """Return the names of the functions an exercise asks for."""
    tree = ast.parse(exercise.stub.read_text(encoding="utf-8"))
    return tuple(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def hand_in(attack: Attack, exercise: Exercise) -> Source:
    """Return the attack as a hand-in for an exercise; the public cases come as a helper module of its own."""
    names = function_names(exercise)
    suffix = f"\n\nfor _name in {names!r}:\n    globals().setdefault(_name, attack)\n"
    helpers = {"public_cases.py": public_cases(exercise)} if "public_cases" in attack.text else {}
    return Source(exercise.name, (attack.text + suffix,), f"{exercise.unit}/{exercise.name}.py", helpers)


class _Recorder:
    """A session that writes down what is asked and answered: what a student has at the desk."""

    def __init__(self, session: DeskSession) -> None:
        self.session = session
        self.seen: list[tuple[str, tuple, dict, Answer]] = []

    def call(self, name: str, args: tuple, kwargs: dict, *rest: float) -> Answer:
        answer = self.session.call(name, args, kwargs, *rest)
        self.seen.append((name, args, kwargs, answer))
        return answer

    def call_each(self, name: str, cases: Sequence[tuple], deadline: float) -> Iterator[Answer]:
        return (self.call(name, args, {}, deadline) for args in cases)

    def renew(self) -> None:
        self.session.renew()

    def close(self) -> None:
        pass


@functools.cache
def seen_in_public(exercise: Exercise) -> list[tuple[str, tuple, dict, Answer]]:
    """Return every call of the public tests, with the right answer."""
    source = Source(exercise.name, (exercise.reference.read_text(encoding="utf-8"),), "reference")
    recorder = _Recorder(DeskSession(source))
    for test in load_tests(exercise, hidden=False):
        verdict = run_test(test, recorder, live(exercise, Memory()), Draw(b"key", "recorder"))
        assert verdict.outcome == "passed", verdict.message
    return recorder.seen


def public_cases(exercise: Exercise) -> str:
    """Return a module with `KNOWN`, answers by the text of their question, and `ANSWERS`, the same in order.

    An answer is an expression, and `raise` for a ValueError.
    """
    known = {
        question(name, args, kwargs): repr(answer.value) if isinstance(answer, Returned) else "raise"
        for name, args, kwargs, answer in seen_in_public(exercise)
        if isinstance(answer, (Returned, Raised))
    }
    answers = [
        repr(answer.value) if isinstance(answer, Returned) else "raise" for *_, answer in seen_in_public(exercise)
    ]
    return f"KNOWN = {known!r}\nANSWERS = {answers!r}\n"


def question(name: str, args: tuple, kwargs: dict) -> str:
    """Return a call as text, without the memory addresses that callbacks show."""
    return re.sub(r" at 0x[0-9a-f]+", "", repr((name, list(args), sorted(kwargs.items()))))


def course(names: tuple[str, ...]) -> list[Exercise]:
    """Return exercises by name."""
    return [exercises()[name] for name in names]
