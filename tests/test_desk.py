"""A student's desk: plain pytest finds the exercises, runs them in its own process, and speaks plainly."""

import re
import shutil

import pytest

from graders.kit.catalog import exercises

MASK, CENTROID = "causal_mask_checker", "centroid_classifier"
LATER = "hidden tests are graded after hand-in"
WRONG = "import numpy as np\ndef causal_mask(length):\n    return ~np.tri(length, k=-1, dtype=bool)\n"


def reference(name):
    return exercises()[name].reference.read_text(encoding="utf-8")


def line_of(done, name):
    (line,) = [line for line in done.stdout.splitlines() if line.startswith(name)]
    return " ".join(line.split())


def public_tests(name):
    text = exercises()[name].public_tests.read_text(encoding="utf-8")
    return re.findall(r"^def test_(\w+)", text, re.M)


def no_frames(done):
    """Nothing of what pytest or Python say of a failed test is left, and no line of ours."""
    told = done.stdout + done.stderr
    assert "Traceback" not in told
    assert "graders/kit" not in told
    assert "graders/sandbox" not in told
    assert "AssertionError" not in told
    return told


def test_an_untouched_course_is_not_started_and_that_is_no_success(course):
    done = course.pytest()
    told = no_frames(done)
    assert done.returncode == 1
    assert line_of(done, MASK) == f"{MASK} not started"
    assert line_of(done, CENTROID) == f"{CENTROID} not started"
    assert told.index(MASK) < told.index(CENTROID)  # in course order
    count = len(public_tests(MASK)) + len(public_tests(CENTROID))
    assert f"{count} not started" in told
    assert "failed" not in told
    assert "hidden.py" not in told
    assert LATER in told


@pytest.mark.parametrize("arguments", [["-k", MASK], [f"exercises/attention/{MASK}.py"]], ids=["by name", "by file"])
def test_one_exercise_is_run_by_its_name_or_its_file(own_course, arguments):
    own_course.solve(MASK, reference(MASK))
    done = own_course.pytest(*arguments, "-vv")
    told = no_frames(done)
    assert done.returncode == 0, told
    for name in public_tests(MASK):
        assert f"test_{name} PASSED" in told
    assert line_of(done, f"{MASK} ") == f"{MASK} {len(public_tests(MASK))} public tests passed; {LATER}"
    assert CENTROID not in re.sub(r"^.*deselected.*$", "", told, flags=re.M)


def test_a_wrong_solution_is_told_as_the_house_tells_it(own_course):
    own_course.solve(MASK, WRONG)
    own_course.solve(CENTROID, reference(CENTROID))
    done = own_course.pytest()
    told = no_frames(done)
    assert done.returncode == 1
    message = (
        "causal_mask(2) returned the wrong values.\n"
        "  expected  bool array (2, 2)\n"
        "  got       bool array (2, 2); 2 of 4 entries differ, first at [0, 1]: True, expected False\n"
        "  likely    the mask is transposed: it hides the past and shows the future\n"
        f"  read      exercises/attention/README.md#{MASK}-transposed\n"
    )
    assert message in told
    assert line_of(done, f"{CENTROID} ") == f"{CENTROID} {len(public_tests(CENTROID))} public tests passed; {LATER}"
    mine = line_of(done, f"{MASK} ")
    assert mine.startswith(f"{MASK} 0 of {len(public_tests(MASK))} public tests passed, ")
    assert "1 wrong" in mine


def test_a_misconception_is_not_named_where_a_later_test_speaks_against_it(own_course):
    right, exact = reference(MASK), "bool(np.all(weights.sum(axis=-1) == 1))"
    checked = next(line for line in right.splitlines() if '"rows_sum_to_one":' in line).strip()
    own_course.solve(MASK, right.replace(checked, f'"rows_sum_to_one": {exact},'))
    assert f"{MASK}-sums_exact" in own_course.pytest("-k", MASK).stdout
    # exact sums of tables, and the recorded attention of models right: the second test of sums passes
    lenient = f"{exact} if weights.size < 9 else bool(np.all(np.abs(weights.sum(axis=-1) - 1) < 1e-4))"
    own_course.solve(MASK, right.replace(checked, f'"rows_sum_to_one": {lenient},'))
    done = own_course.pytest("-k", MASK)
    assert "returned the wrong value for rows_sum_to_one" in no_frames(done)
    assert "likely" not in done.stdout
    assert f"{MASK}-sums_exact" in own_course.pytest("-k", "every_row").stdout  # where nothing speaks against it


def test_a_syntax_error_is_one_sentence_and_costs_only_its_own_exercise(own_course):
    own_course.solve(MASK, "def causal_mask(length)\n    return 1\n")
    own_course.solve(CENTROID, reference(CENTROID))
    done = own_course.pytest()
    told = no_frames(done)
    assert done.returncode == 1
    sentence = f"exercises/attention/{MASK}.py line 1 is not Python: expected ':': def causal_mask(length). "
    assert " ".join(told.split()).count(sentence) >= len(public_tests(MASK))
    assert line_of(done, f"{CENTROID} ").endswith(LATER)


def test_an_error_shows_the_students_own_lines_and_what_they_printed(own_course):
    own_course.solve(MASK, "def causal_mask(length):\n    print('I was here')\n    return length['a']\n")
    done = own_course.pytest("-k", "a_query_may_look")
    told = no_frames(done)
    assert done.returncode == 1
    assert (
        "causal_mask(1) raised an error.\n"
        "  raised    TypeError: 'int' object is not subscriptable\n"
        "  at        line 3, in causal_mask: return length['a']\n"
    ) in told
    assert "I was here" in told


def test_a_quiz_is_said_to_have_no_tests(own_course):
    quiz = own_course.root / "exercises" / "attention" / "quiz.py"
    quiz.write_text('ANSWERS = {"q1": None}\n')
    assert "quiz.py has no tests: it is marked after hand-in." in own_course.pytest(str(quiz)).stdout


def test_the_function_runs_in_the_pytest_process_itself(own_course):
    own_course.solve(
        MASK,
        "import os, sys\ndef causal_mask(length):\n"
        "    open('pid', 'w').write(f'{os.getpid()} {sys.modules.get(\"pytest\") is not None}')\n",
    )
    process = own_course.start("-m", "pytest", "-k", MASK)
    process.communicate()
    assert own_course.read("pid").split() == [str(process.pid), "True"]


def test_hidden_tests_and_the_bank_are_not_run_at_the_desk_even_where_they_lie_there(course):
    done = course.pytest("--collect-only")
    names = [line for line in done.stdout.splitlines() if "::" in line]
    assert len(names) == len(public_tests(MASK)) + len(public_tests(CENTROID))
    assert not [name for name in names if "_hidden" in name or "mistakes" in name or "accepted" in name]


def test_a_released_course_has_no_hidden_tests_no_bank_and_still_runs(own_course):
    own_course.solve(MASK, reference(MASK))
    for folder in own_course.root.glob("graders/*/*/mistakes"):
        shutil.rmtree(folder)
        shutil.rmtree(folder.with_name("accepted"))
    for path in own_course.root.glob("graders/*/*/*_hidden.py"):
        path.unlink()
    done = own_course.pytest("-k", MASK)
    assert done.returncode == 0, done.stdout
    assert LATER in done.stdout
