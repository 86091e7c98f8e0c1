"""Mutants are made, graded and listed as `python -m tests.mutants` says."""

import re
import subprocess
import sys
from collections import Counter

import pytest
from cosmic_ray.mutating import mutate_code

from graders.kit.catalog import ROOT, exercises
from tests.mutants.listed import change_of, faults, listed, summary
from tests.mutants.making import Mutant, meaning, mutants
from tests.mutants.operators import OWN

EXAMPLES = [(operator, example) for operator in OWN for example in operator.examples()]


@pytest.mark.parametrize(("operator", "example"), EXAMPLES)
def test_an_operator_of_ours_does_what_its_examples_say(operator, example):
    changed = mutate_code(example.pre_mutation_code, operator(), example.occurrence)
    assert changed == example.post_mutation_code


def test_every_mutant_means_something_else_and_none_is_made_twice():
    text = '"""What."""\n\nTWO = 2\n\n\ndef f(x: int | None) -> int:\n    """Why - so."""\n    return TWO + x\n'
    made = mutants("f", text)
    assert len({meaning(m.text) for m in made} - {meaning(text), None}) == len(made) > 10
    assert {m.line for m in made} == {"TWO = 2", "return TWO + x"}
    assert ("return TWO + x", "return TWO - x") in {(m.line, m.becomes) for m in made}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("def f(x: int): return x", 'def f(x) -> int:\n    "Docs."\n    return x', True),
        ("x: int = 1", "x = 1", True),
        ("raise ValueError(f'{1 + 1}')", "raise ValueError(f'{1 - 1}')", True),
        ("raise ValueError('no')", "raise TypeError('no')", False),
        ("raise ValueError('no')", "raise 'no'", False),
        ("x = [~1]", "x = [-2]", True),
        ("x = [-1]", "x = [1]", False),
        ("def f(x=1): return x", "def f(x=2): return x", False),
    ],
)
def test_docstrings_annotations_and_messages_mean_nothing(one, other, same):
    assert (meaning(one) == meaning(other)) is same


def test_what_is_not_python_is_no_mutant():
    assert meaning("x = not = 1") is None
    assert meaning("return 1") is None


LISTED = listed()


@pytest.mark.parametrize("name", sorted({name for name, _, _ in LISTED}))
def test_what_is_listed_as_equivalent_is_still_a_mutant(name):
    made = Counter(change_of(m) for m in mutants(name, exercises()[name].reference.read_text(encoding="utf-8")))
    assert not Counter({change: n for change, n in LISTED.items() if change[0] == name}) - made


def test_a_mutant_that_survives_unlisted_is_a_fault_and_so_is_one_that_is_listed_and_killed():
    first, second, third = (Mutant("f", line, "pass", "") for line in ("a()", "b()", "c()"))
    fates = [(first, True), (second, True), (third, False)]
    known = Counter([change_of(first), change_of(third)])
    assert [fault.partition(":")[0].partition(" of ")[0] for fault in faults(fates, known)] == [
        "full marks for a mutant",
        "listed, but killed",
    ]
    assert summary(fates, known).startswith("3 mutants of 1 references: 1 killed, 1 equivalent")
    assert not faults(fates, Counter([change_of(first), change_of(second)]))
    assert faults([(first, True), (first, True)], Counter([change_of(first)]))
    assert faults([], Counter([change_of(first)])) == ["listed, but no mutant: ('f', 'a()', 'pass')"]


def test_a_sample_is_graded_and_counted():
    command = [sys.executable, "-m", "tests.mutants", "--only", "positional_encoding"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    counts = re.search(
        r"^(\d+) mutants of 1 references: (\d+) killed, (\d+) equivalent.*, 0 survive$", done.stdout, re.M
    )
    assert counts
    total, killed, equivalent = map(int, counts.groups())
    assert total == killed + equivalent > 50
