"""What is drawn for a student: the same again, other things for others, and nothing that gives the key away."""

import base64
import hashlib
import os
import re
import stat
from collections import Counter

import numpy as np
import pytest

from graders.course import record
from graders.course.class_run import read_key
from graders.course.errors import UsageError
from graders.course.key import make_key
from graders.course.pages import mark_quizzes
from graders.kit import quiz, variant
from graders.kit.catalog import ROOT, exercises, units
from graders.kit.running import Draw
from graders.kit.tests import load_tests

KEY, OTHER = b"a course key for the tests", b"another course key, longer"
UNITS = list(units())
STUDENTS = ("ada", "ben", "eve", "kim")


def quiz_of(unit):
    return (ROOT / "exercises" / unit / "quiz.py").read_text(encoding="utf-8")


def drawing_tests():
    return [test for exercise in exercises().values() for test in load_tests(exercise) if "rng" in test.voices]


# Hidden inputs


def test_the_same_key_student_and_test_draw_the_same_and_any_other_draws_something_else():
    tests = drawing_tests()
    assert len(tests) > 20
    drawn = {}
    for test in tests:
        for key in (KEY, OTHER):
            for student in STUDENTS:
                first, again = (Draw(key, student).rng(test).integers(0, 2**63, 4) for _ in range(2))
                assert np.array_equal(first, again)
                drawn[test.exercise.name, test.name, key, student] = tuple(first.tolist())
    assert len(set(drawn.values())) == len(drawn)


def test_public_tests_draw_nothing():
    assert not [test.name for test in drawing_tests() if not test.hidden]


# The key


def test_a_key_is_made_once_random_and_for_its_owner_only(tmp_path):
    previous = os.umask(0)
    try:
        names = {make_key(tmp_path / f"{n}.key") for n in range(5)}
    finally:
        os.umask(previous)
    assert len(names) == 5
    path = tmp_path / "0.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(read_key(path)[1]) >= 40
    before = path.read_bytes()
    with pytest.raises(UsageError, match="is there already"):
        make_key(path)
    assert path.read_bytes() == before
    with pytest.raises(UsageError, match="cannot be written"):
        make_key(tmp_path / "none" / "key")


def test_the_command_says_to_keep_the_key_and_does_not_show_it(course, tmp_path):
    done = course.lab("key", tmp_path / "course.key")
    assert done.returncode == 0, done.stderr
    assert "Never release it" in done.stdout
    assert (tmp_path / "course.key").read_text().strip() not in done.stdout
    assert course.lab("key", tmp_path / "course.key").returncode == 2


def spellings(key):
    """The key as it might slip out: as it is, in hex, in base64, and what is hashed of it alone."""
    whole = {key, key.hex().encode(), base64.b64encode(key), base64.urlsafe_b64encode(key), key[::-1]}
    return whole | {repr(key).encode(), hashlib.sha256(key).hexdigest().encode(), key[:16], key[-16:]}


def test_the_key_is_in_no_record_report_or_output_of_a_grade_a_regrade_and_drawn_quizzes(course, tmp_path):
    make_key(tmp_path / "course.key")
    key = read_key(tmp_path / "course.key")[1]
    (tmp_path / "names").write_text("ada\nben\n")
    shown = []

    def lab(*arguments):
        done = course.lab(*arguments, "--key", tmp_path / "course.key")
        assert done.returncode == 0, done.stderr
        shown.append(done.stdout + done.stderr)

    lab("quiz", tmp_path / "names", "--out", tmp_path / "class")
    for student in ("ada", "ben"):
        for name in ("causal_mask_checker", "centroid_classifier"):
            exercise = exercises()[name]
            path = tmp_path / "class" / student / exercise.unit / f"{name}.py"
            path.write_bytes(exercise.bank("mistakes")[0].read_bytes())
    lab("grade", tmp_path / "class", "--out", tmp_path / "out")
    lab("regrade", tmp_path / "out", "--out", tmp_path / "again")

    assert [quiz.max_points for quiz in record.read(tmp_path / "out" / "results.jsonl")[0].quizzes] == [8.0, 8.0]
    files = [path for folder in ("out", "again", "class") for path in (tmp_path / folder).rglob("*") if path.is_file()]
    assert len(files) > 20
    for content in [*(path.read_bytes() for path in files), *(text.encode() for text in shown)]:
        assert not [spelling for spelling in spellings(key) if spelling in content]


# Quizzes


def answered(sheet, letters):
    return re.sub(r'"(q\d+)": None', lambda m: f'"{m[1]}": "{letters[m[1]]}"', sheet)


def right_letters(unit, student, key=KEY):
    order = quiz.order(unit, key, student)
    return {q.name: "abcd"[order[q.name].index(q.answer)] for q in quiz.questions(unit)}


def choices(sheet, name):
    """The texts of a question's choices, white space apart, by letter."""
    block = sheet.partition(f"# {name}.")[2].partition(f'"{name}"')[0]
    parts = re.split(r"^ {4}#   ([a-d])\) ", block, flags=re.M)
    return {
        letter: " ".join(text.replace("#", " ").split()) for letter, text in zip(parts[1::2], parts[2::2], strict=True)
    }


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("student", STUDENTS)
def test_marks_undo_the_order_of_the_choices(unit, student):
    sheet = variant.make_sheet(unit, quiz_of(unit), KEY, student)
    right = right_letters(unit, student)
    marks = variant.mark_sheet(unit, answered(sheet, right), KEY, student)
    assert [m.question for m in marks] == quiz.draw(unit, KEY, student)
    assert {m.outcome for m in marks} == {"passed"}
    wrong = {name: "abcd"[("abcd".index(letter) + 1) % 4] for name, letter in right.items()}
    assert {m.outcome for m in variant.mark_sheet(unit, answered(sheet, wrong), KEY, student)} == {"wrong"}
    assert {m.outcome for m in variant.mark_sheet(unit, sheet, KEY, student)} == {"not started"}


@pytest.mark.parametrize("unit", UNITS)
def test_a_sheet_has_the_words_of_the_quiz_in_another_order_and_nothing_else(unit):
    text = quiz_of(unit)
    for student in STUDENTS:
        sheet = variant.make_sheet(unit, text, KEY, student)
        compile(sheet, "quiz.py", "exec")
        order = quiz.order(unit, KEY, student)
        for name in quiz.draw(unit, KEY, student):
            theirs, ours = choices(sheet, name), choices(text, name)
            assert list(theirs) == list("abcd")
            assert {letter: ours[order[name][i]] for i, letter in enumerate("abcd")} == theirs
            question = sheet.partition(f"# {name}.")[2].partition("    #   a)")[0]
            assert question == text.partition(f"# {name}.")[2].partition("    #   a)")[0]


@pytest.mark.parametrize("unit", UNITS)
def test_sheets_are_the_same_again_other_for_others_and_equally_hard(unit):
    text = quiz_of(unit)
    sheets = {(key, s): variant.make_sheet(unit, text, key, s) for key in (KEY, OTHER) for s in STUDENTS}
    assert sheets[KEY, "ada"] == variant.make_sheet(unit, text, KEY, "ada")
    assert len(set(sheets.values())) == len(sheets)
    concepts = {q.name: q.concept for q in quiz.questions(unit)}
    asked = [Counter(concepts[name] for name in quiz.draw(unit, KEY, s)) for s in STUDENTS]
    assert all(concept == asked[0] for concept in asked)


def test_over_a_class_no_letter_is_right_more_often_than_chance_allows():
    right = Counter(letter for n in range(200) for letter in right_letters("attention", f"student{n}").values())
    share = {letter: count / right.total() for letter, count in right.items()}
    assert set(share) == set("abcd")
    assert all(0.2 < s < 0.3 for s in share.values())


def test_a_sheet_of_another_student_or_key_is_told_and_earns_nothing():
    sheet = answered(
        variant.make_sheet("attention", quiz_of("attention"), KEY, "ada"), right_letters("attention", "ada")
    )
    for key, student in ((KEY, "ben"), (OTHER, "ada")):
        marks = variant.mark_sheet("attention", sheet, key, student)
        assert {m.outcome for m in marks} == {"cannot load"}
        assert len(marks) == len(quiz.draw("attention", key, student))
        assert "another student" in marks[0].message


def test_without_its_line_a_sheet_is_marked_as_the_whole_quiz():
    sheet = variant.make_sheet("attention", quiz_of("attention"), KEY, "ada")
    plain = variant.TAG.sub("#", sheet)
    assert plain != sheet
    assert len(variant.mark_sheet("attention", plain, KEY, "ada")) == len(quiz.questions("attention"))


def test_how_many_questions_of_a_concept_are_asked_is_in_the_sheet():
    sheet = variant.make_sheet("attention", quiz_of("attention"), KEY, "ada", per_concept=2)
    marks = variant.mark_sheet("attention", answered(sheet, right_letters("attention", "ada")), KEY, "ada")
    assert [m.outcome for m in marks] == ["passed"] * len(quiz.questions("attention"))
    forged = sheet.replace("as it is: 2-", "as it is: 1-")
    assert {m.outcome for m in variant.mark_sheet("attention", forged, KEY, "ada")} == {"cannot load"}
    for wrong in (0, 100):
        with pytest.raises(ValueError, match="per_concept"):
            variant.make_sheet("attention", quiz_of("attention"), KEY, "ada", per_concept=wrong)


def test_the_record_of_a_quiz_names_no_letter():
    letters = dict.fromkeys(right_letters("attention", "ada"), "a")
    sheet = answered(variant.make_sheet("attention", quiz_of("attention"), KEY, "ada"), letters)
    (marked,) = mark_quizzes({"attention": sheet}, UNITS, KEY, "ada")
    assert marked.points == sum(q.outcome == "passed" for q in marked.questions)
    assert not [q.message for q in marked.questions if re.search(r'"[a-d]"|\b[a-d]\)', q.message)]


def test_names_that_are_empty_or_twice_are_told(course, tmp_path):
    (tmp_path / "key").write_text("a course key of the tests")
    for text, sentence in (("\n", "names nobody"), ("ada\nben\nada\n", "names ada twice")):
        (tmp_path / "names").write_text(text)
        done = course.lab("quiz", tmp_path / "names", "--key", tmp_path / "key", "--out", tmp_path / "sheets")
        assert done.returncode == 2
        assert sentence in done.stderr
