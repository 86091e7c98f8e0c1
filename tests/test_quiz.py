"""The quizzes are complete, marked without being run, and give nothing away."""

import re
from collections import Counter

import pytest

from graders.kit import notes, quiz
from graders.kit.catalog import ROOT, units

UNITS = list(units())
KEY = b"a course key for the tests"


def released(unit: str, name: str = "quiz.py") -> str:
    return (ROOT / "exercises" / unit / name).read_text(encoding="utf-8")


def answered(unit: str, letters: dict[str, str]) -> str:
    return re.sub(r'"(q\d+)": None', lambda m: f'"{m[1]}": "{letters[m[1]]}"', released(unit))


def right(unit: str) -> dict[str, str]:
    return {q.name: q.answer for q in quiz.questions(unit)}


@pytest.mark.parametrize("unit", UNITS)
def test_a_quiz_asks_what_it_has_answers_to_and_each_concept_in_variants(unit):
    asked = re.findall(r'^    "(q\d+)": None,', released(unit), re.M)
    assert asked == [q.name for q in quiz.questions(unit)]
    assert len(asked) >= 8
    assert min(Counter(q.concept for q in quiz.questions(unit)).values()) >= 2
    for name in asked:
        block = released(unit).partition(f"# {name}.")[2].partition(f'"{name}"')[0]
        assert re.findall(r"^    #   ([a-d])\) \S", block, re.M) == list("abcd"), name


@pytest.mark.parametrize("unit", UNITS)
def test_right_answers_pass_wrong_ones_do_not_and_none_is_not_started(unit):
    assert {m.outcome for m in quiz.mark(unit, answered(unit, right(unit)))} == {"passed"}
    assert {m.outcome for m in quiz.mark(unit, released(unit))} == {"not started"}
    wrong = {name: "abcd"[("abcd".index(letter) + 1) % 4] for name, letter in right(unit).items()}
    marks = quiz.mark(unit, answered(unit, wrong))
    assert {m.outcome for m in marks} == {"wrong"}
    assert all(m.message for m in marks)


@pytest.mark.parametrize("unit", UNITS)
def test_no_letter_is_right_too_often(unit):
    assert max(Counter(right(unit).values()).values()) <= len(right(unit)) / 2


@pytest.mark.parametrize("unit", UNITS)
def test_no_explanation_of_an_answer_stands_in_what_a_student_gets(unit):
    text = " ".join(released(unit, "README.md").split()) + " ".join(released(unit).split())
    assert not [q.name for q in quiz.questions(unit) if q.why in text]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ANSWERS = [",
        "ANSWERS = open('x').read()",
        "ANSWERS = {**everything}",
        "ANSWERS = {'q1': 'b', 'q1': 'c'}",
        "ANSWERS = {}\nANSWERS['q1'] = 'b'",
        "raise SystemExit",
        "ANSWERS = {'q1': " + "(" * 5000 + "}",
        "x" * 60_000,
        "\0",
    ],
)
def test_a_broken_or_hostile_quiz_is_told_in_one_sentence_and_never_run(text):
    marks = quiz.mark("attention", text)
    assert {m.outcome for m in marks} == {"cannot load"}
    assert all(m.message.startswith("quiz.py ") and "\n" not in m.message for m in marks)


def test_the_questions_drawn_are_the_same_for_a_student_and_others_for_others():
    drawn = {student: tuple(quiz.draw("attention", KEY, student)) for student in ("ada", "ben", "eve", "kim")}
    assert drawn["ada"] == tuple(quiz.draw("attention", KEY, "ada"))
    assert len(set(drawn.values())) > 1
    assert len(drawn["ada"]) == len({q.concept for q in quiz.questions("attention")})


@pytest.mark.parametrize("unit", UNITS)
def test_untouched_notes_are_unanswered_and_a_few_sentences_answer_a_heading(unit):
    template = released(unit, "notes.md")
    open_headings = notes.unanswered(template, template)
    assert open_headings
    answer = "\nHere is what I saw when the heads were drawn one by one for my own sentence.\n"
    filled = re.sub(r"^(##+ .*)$", lambda m: m[1] + "\n" + answer, template, flags=re.M)
    assert notes.unanswered(template, filled) == []
    assert (ROOT / "reference" / unit / "rubric.md").stat().st_size > 500
