"""An author's commands: `lab new` scaffolds, `lab verify` finds every kind of fault, `lab hint` climbs a ladder."""

import re

import pytest

MASK, CENTROID = "causal_mask_checker", "centroid_classifier"
NAME, UNIT = "doubled", "attention"

STUB = '''"""Doubling: what it is about and why."""


def doubled(x: int) -> int:
    """Return twice a number.

    Raises
    ------
    ValueError
        If `x` is below 0.

    Examples
    --------
    >>> doubled(3)
    6
    """
    raise NotImplementedError
'''
REFERENCE = '''"""Why it is done this way."""


def doubled(x: int) -> int:
    if x < 0:
        raise ValueError(f"x: at least 0 was expected, {x} came")
    return 2 * x
'''
PUBLIC = '''"""Grades doubled. Not checked: speed."""

from graders.kit import check, points


@points(4)
def test_a_number_is_doubled(student, reference):
    for x in (3, 4, 7):
        check.equal(student.doubled(x), reference.doubled(x))


@points(1)
def test_a_number_below_zero_is_refused(student, reference):
    check.equal(student.doubled(5), reference.doubled(5))
    for x in (-1, -2):
        check.raises(ValueError, student.doubled, x)
'''
HIDDEN = '''"""Grades doubled with numbers of its own."""

from graders.kit import check, points


@points(5)
def test_other_numbers_are_doubled(student, reference, rng):
    for x in rng.integers(10, 1000, size=3).tolist():
        check.equal(student.doubled(x), reference.doubled(x))
'''
MISTAKES = {f"plus_{n}": f"2 * x + {n}" for n in range(1, 8)} | {"tripled": "3 * x"}
ACCEPTED = {"sum": "x + x", "shifted": "x << 1", "reverse": "x * 2"}


def solution(expression, docstring=""):
    text = f'"""{docstring}"""\n\n\n' if docstring else ""
    return f"{text}def doubled(x):\n    if x < 0:\n        raise ValueError('x')\n    return {expression}\n"


def add_to_catalog(course, entry):
    catalog = course.root / "graders" / "catalog.toml"
    catalog.write_text(f"{catalog.read_text()}\n{entry}\n")


@pytest.fixture
def parts(own_course):
    """A course with a third exercise, complete and in order; its parts by name."""
    root = own_course.root
    folder = root / "graders" / UNIT / NAME
    parts = {
        "stub": root / "exercises" / UNIT / f"{NAME}.py",
        "reference": root / "reference" / UNIT / f"{NAME}.py",
        "public": folder / f"test_{NAME}.py",
        "hidden": folder / f"test_{NAME}_hidden.py",
        "hints": folder / "hints.md",
        "readme": root / "exercises" / UNIT / "README.md",
        "mistakes": folder / "mistakes",
        "accepted": folder / "accepted",
    }
    for name in ("mistakes", "accepted"):
        parts[name].mkdir(parents=True)
    for name, text in (("stub", STUB), ("reference", REFERENCE), ("public", PUBLIC), ("hidden", HIDDEN)):
        parts[name].write_text(text)
    parts["hints"].write_text("1. The idea.\n\n2. The approach.\n\n3. Nearly the code.\n")
    for slug, expression in MISTAKES.items():
        (parts["mistakes"] / f"{slug}.py").write_text(solution(expression, f"It is {slug}."))
    for style, expression in ACCEPTED.items():
        (parts["accepted"] / f"{style}.py").write_text(solution(expression))
    anchors = "".join(f'- <a id="{NAME}-{slug}"></a>**{slug}** — what to do.\n' for slug in MISTAKES)
    parts["readme"].write_text(f"{parts['readme'].read_text()}\n## {NAME}\n\n### Common mistakes\n\n{anchors}")
    add_to_catalog(own_course, f'[{UNIT}.{NAME}]\ntitle = "Doubled"\npoints = 10')
    return parts


def replace(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def verified(course, *arguments):
    done = course.lab("verify", "--only", NAME, "--jobs", "1", *arguments)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def faults(course):
    done = verified(course)
    assert done.returncode == 1
    assert f"FAIL  {UNIT}/{NAME}" in done.stdout
    assert "0 of 1 exercises in order" in done.stdout
    return [" ".join(part.split()) for part in re.split(r"^    - ", done.stdout, flags=re.M)[1:]]


def is_told(told, *words):
    return any(all(word in fault for word in words) for fault in told)


def test_an_exercise_in_order_passes_the_gate(own_course, parts):
    done = verified(own_course)
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith(f"ok    {UNIT}/{NAME}")
    assert "1 of 1 exercises in order" in done.stdout


def test_each_missing_part_is_named(own_course, parts):
    for name in ("hidden", "hints", "reference"):
        parts[name].unlink()
    told = faults(own_course)
    for name in ("hidden", "hints", "reference"):
        assert is_told(told, str(parts[name].relative_to(own_course.root)), "is missing")


def test_each_fault_of_form_is_found(own_course, parts):
    (parts["mistakes"] / "plus_7.py").unlink()
    (parts["accepted"] / "sum.py").unlink()
    (parts["mistakes"] / "plus_6.py").write_text(solution("2 * x + 6"))
    replace(parts["readme"], f'<a id="{NAME}-plus_5"></a>', "")
    replace(parts["readme"], f"## {NAME}", "## something else")
    parts["hints"].write_text("1. The idea.\n\n2. The approach.\n")
    parts["stub"].write_text(STUB.replace("    raise NotImplementedError", "    x += 1\n    raise NotImplementedError"))
    told = faults(own_course)
    assert is_told(told, "7 wrong solutions, at least 8")
    assert is_told(told, "2 other right solutions, at least 3")
    assert is_told(told, "no section '## doubled'")
    assert is_told(told, "no anchor doubled-plus_5")
    assert is_told(told, "mistakes/plus_6.py does not say in a docstring")
    assert is_told(told, "hints.md does not hold three hints")
    assert is_told(told, "the stub of doubled is more than `raise NotImplementedError`")


def test_each_fault_of_the_tests_is_found(own_course, parts):
    replace(parts["public"], "@points(4)", "@points(3)")
    replace(parts["public"], "refused(student, reference)", "refused(student, reference, rng)")
    replace(parts["hidden"], "rng.integers(10, 1000, size=3).tolist()", "[0]")
    replace(parts["hidden"], "@points(5)\n", "")
    told = faults(own_course)
    assert is_told(told, "its tests have 4 points, the catalogue says 10")
    assert is_told(told, "a_number_below_zero_is_refused is public and draws its inputs")
    assert is_told(told, "other_numbers_are_doubled has no points")
    assert is_told(told, "other_numbers_are_doubled is passed by the cheat zero")
    assert is_told(told, "other_numbers_are_doubled is passed by the cheat echo")
    assert not is_told(told, "a_number_is_doubled is passed")


def test_each_fault_of_the_bank_is_found(own_course, parts):
    (parts["mistakes"] / "plus_1.py").write_text(solution("x + x", "It is right."))
    (parts["mistakes"] / "plus_2.py").write_text(solution("3 * x", "It is tripled as well."))
    (parts["accepted"] / "sum.py").write_text(solution("x + x + 9"))
    told = faults(own_course)
    assert is_told(told, "mistakes/plus_1 is not caught")
    assert is_told(told, "is taken for")
    assert is_told(told, "accepted/sum fails", "a_number_is_doubled (wrong)")
    assert not is_told(told, "mistakes/plus_3")


def test_a_wrong_reference_is_found_by_the_examples_of_the_contract(own_course, parts):
    parts["reference"].write_text(REFERENCE.replace("2 * x", "x").replace("x: int", "x: float"))
    told = faults(own_course)
    assert is_told(told, "an example of doubled is not what the reference gives", "Expected: 6 Got: 3")
    assert is_told(told, "doubled", "(x: int) -> int in the stub", "(x: float) -> int in the reference")
    assert is_told(told, "accepted/sum fails")


def test_a_reference_that_fails_its_own_tests_is_found(own_course, parts):
    parts["reference"].write_text(REFERENCE.replace("x < 0", "x < -1"))
    told = faults(own_course)
    assert is_told(told, "doubled fails a_number_below_zero_is_refused")


def test_a_stub_without_contract_or_example_and_a_reference_without_the_function_are_found(own_course, parts):
    parts["stub"].write_text(
        "def doubled(x: int) -> int:\n    raise NotImplementedError\n\n\ndef more():\n    raise NotImplementedError\n"
    )
    told = faults(own_course)
    assert is_told(told, "the stub of doubled has no contract")
    assert is_told(told, "doubled has no example")
    assert is_told(told, "the reference lacks more")


def test_a_test_that_breaks_is_found(own_course, parts):
    replace(parts["hidden"], "check.equal(student.doubled(x)", "check.equal(student.doubled(x) + 1 - 1")
    told = faults(own_course)
    assert is_told(told, "other_numbers_are_doubled breaks on the cheat none", "TypeError")


@pytest.mark.parametrize("part", ["stub", "reference", "public", "hidden", "mistake", "accepted"])
def test_a_file_that_is_not_python_is_found_by_name_and_the_next_exercise_is_verified(own_course, parts, part):
    path = {"mistake": parts["mistakes"] / "plus_1.py", "accepted": parts["accepted"] / "sum.py"}.get(part)
    path = path or parts[part]
    path.write_text(path.read_text() + "def (\n")
    done = own_course.lab("verify", "--only", f"{NAME},{CENTROID}", "--jobs", "1")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert f"FAIL  {UNIT}/{NAME}" in done.stdout
    assert path.name in done.stdout
    assert f"ok    representation/{CENTROID}" in done.stdout


def test_an_exercise_that_is_in_order_does_not_hide_one_that_is_not(own_course, parts):
    parts["hints"].unlink()
    done = own_course.lab("verify", "--only", f"{MASK},{NAME}", "--jobs", "2")
    assert done.returncode == 1
    assert f"ok    attention/{MASK}" in done.stdout
    assert f"FAIL  {UNIT}/{NAME}" in done.stdout
    assert "1 of 2 exercises in order" in done.stdout


def test_an_exercise_nobody_knows_is_wrong_usage(course):
    done = course.lab("verify", "--only", "causal_mask_cheker")
    assert done.returncode == 2
    assert f"is {MASK!r} meant?" in done.stderr


def test_a_new_exercise_has_every_part_in_its_place_and_verify_says_what_is_left(own_course):
    done = own_course.lab("new", f"{UNIT}/{NAME}")
    assert done.returncode == 0, done.stderr
    folder = f"graders/{UNIT}/{NAME}"
    for path in (
        f"exercises/{UNIT}/{NAME}.py",
        f"reference/{UNIT}/{NAME}.py",
        f"{folder}/test_{NAME}.py",
        f"{folder}/test_{NAME}_hidden.py",
        f"{folder}/hints.md",
    ):
        assert f"wrote {path}" in done.stdout
        text = own_course.read(path)
        assert not re.search(r"\b(NAME|TITLE|UNIT)\b", text)
        compile(text, path, "exec") if path.endswith(".py") else None
    assert (own_course.root / folder / "mistakes").is_dir()
    entry = re.search(rf"^\[{UNIT}\.{NAME}\]\n.*\n.*$", done.stdout, re.M)
    assert entry
    add_to_catalog(own_course, entry.group())
    told = faults(own_course)
    for words in ("0 wrong solutions", "0 other right solutions", f"no section '## {NAME}'"):
        assert is_told(told, words)
    assert not is_told(told, "points")
    assert not is_told(told, "fails")
    assert not is_told(told, "hints")
    again = own_course.lab("new", f"{UNIT}/{NAME}")
    assert again.returncode == 2
    assert own_course.lab("new", f"{UNIT}/other_one").returncode == 0


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("nowhere/doubled", "there is no unit 'nowhere'; there are attention, representation"),
        ("doubled", "there is no unit 'doubled'"),
        ("attention/", "is no name for a module"),
        ("attention/Doubled", "is no name for a module"),
        ("attention/two words", "is no name for a module"),
        ("attention/class", "is no name for a module"),
        ("attention/../x", "is no name for a module"),
        ("attention/1st", "is no name for a module"),
        ("attention/causal_mask", "no name may be contained in another"),
        ("attention/causal_mask_checker_two", "no name may be contained in another"),
        (f"attention/{MASK}", "is there already"),
    ],
)
def test_a_bad_name_is_refused_in_a_sentence_and_nothing_is_written(course, path, words):
    before = sorted(course.root.rglob("*.py"))
    done = course.lab("new", path)
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith("lab new: ")
    if words != "is there already":
        assert words in line
    assert sorted(course.root.rglob("*.py")) == before


def hint(course, *arguments):
    done = course.lab("hint", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_hints_come_one_rung_at_a_time_and_for_each_exercise_by_itself(own_course):
    first, second, third, last = (hint(own_course, MASK) for _ in range(4))
    for number, text in enumerate((first, second, third), start=1):
        assert text.startswith(f"Hint {number} of 3: ")
    assert len({first, second, third}) == 3
    assert last == third
    assert hint(own_course, CENTROID).startswith("Hint 1 of 3: ")
    assert hint(own_course, MASK, "--again") == first
    assert hint(own_course, MASK) == second


@pytest.mark.parametrize(
    "state", ["", "[]", "{", '{"causal_mask_checker": "two"}', '{"causal_mask_checker": -3}', "\0"]
)
def test_a_damaged_memory_of_hints_starts_again(own_course, state):
    build = own_course.root / "build"
    build.mkdir()
    (build / "hints.json").write_text(state)
    assert hint(own_course, MASK).startswith("Hint 1 of 3: ")


def test_a_hint_for_an_exercise_nobody_knows_is_wrong_usage(course):
    done = course.lab("hint", "causal_mask_cheker")
    assert done.returncode == 2
    assert f"is {MASK!r} meant?" in done.stderr
