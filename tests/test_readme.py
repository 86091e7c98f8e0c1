"""What the README shows is what happens."""

import re

from graders.kit.catalog import ROOT, exercises

README = (ROOT / "README.md").read_text(encoding="utf-8")
EXERCISE = exercises()["causal_mask_checker"]
MASK = """

def causal_mask(length):
    import numpy as np

    return np.{}(np.ones((length, length), dtype=bool))
"""


def shown(number: int) -> list[str]:
    """The lines of the README's console blocks that a student's pytest is said to print, without rulers."""
    block = re.findall(r"^```\n\$ pytest exercises(.*?)^```", README, re.M | re.S)[number]
    return [line for line in block.splitlines()[1:] if line.strip() and not line.startswith("___")]


def test_the_failure_of_the_readme_is_what_a_student_reads(own_course):
    own_course.solve(EXERCISE.name, EXERCISE.reference.read_text() + MASK.format("triu"))
    out = own_course.pytest("exercises/attention/causal_mask_checker.py").stdout
    for line in shown(0):
        assert line in out


def test_the_fix_of_the_readme_passes(own_course):
    own_course.solve(EXERCISE.name, EXERCISE.reference.read_text() + MASK.format("tril"))
    done = own_course.pytest("exercises/attention/causal_mask_checker.py")
    assert done.returncode == 0
    for line in shown(1):
        assert line in done.stdout


def test_the_readme_is_short_and_names_commands_there_are(own_course):
    assert len(README.splitlines()) <= 150
    for command in set(re.findall(r"`lab (\w+)", README)):
        assert own_course.lab(command, "--help").returncode == 0, command
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"`?make (\w+)", README)):
        assert re.search(rf"^{target}:", makefile, re.M), target
