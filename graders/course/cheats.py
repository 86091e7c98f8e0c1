"""Answers that need no thought: every test of every grader must fail each of them."""

from __future__ import annotations

from graders.kit.catalog import Exercise
from graders.sandbox.source import Source

ANSWERS = {
    "none": "None",
    "true": "True",
    "false": "False",
    "zero": "0",
    "one": "1",
    "zero_float": "0.0",
    "nan": "float('nan')",
    "empty_text": "''",
    "text": "'x'",
    "empty_list": "[]",
    "empty_dict": "{}",
    "empty_tuple": "()",
    "empty_array": "numpy.array([])",
    "nan_array": "numpy.full((2, 2), numpy.nan)",
    "echo": "next(iter([*args, *kwargs.values()]), None)",
    "error_as_value": "ValueError('x')",
    "stop_as_value": "StopIteration()",
    "generator": "(x for x in args)",
    "always_value_error": "fail(ValueError)",
    "always_stop": "fail(StopIteration)",
    "equal_to_everything": "type('Same', (), {'__eq__': lambda s, o: True, '__hash__': lambda s: 0})()",
}


def cheat(exercise: Exercise, names: list[str], slug: str) -> Source:
    """Return a hand-in whose every function gives the same answer, whatever it is asked."""
    body = "import numpy\ndef fail(error):\n    raise error('no')\n"
    for name in names:
        body += f"def {name}(*args, **kwargs):\n    return {ANSWERS[slug]}\n"
    return Source(exercise.name, (body,), f"cheat {slug}")
