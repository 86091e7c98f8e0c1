"""A quiz and lab notes that are handed in are read, marked and told, and touch no point of an exercise."""

import hashlib
import json
import re
import zipfile
from dataclasses import asdict

import pytest

from graders.course import pages
from graders.course.intake import read_hand_in
from graders.course.job import Stamp, grade_entry
from graders.kit import quiz
from graders.kit.catalog import ROOT, exercises, units
from graders.kit.grading import Grader
from graders.sandbox.session import DeskSession

UNIT_OF = {e.name: e.unit for e in exercises().values()}
MASK = exercises()["causal_mask_checker"]
STAMP = Stamp("", "desk", "open", b"open")


def released(unit, name):
    return (ROOT / "exercises" / unit / name).read_text(encoding="utf-8")


def right(unit="attention"):
    answers = {q.name: q.answer for q in quiz.questions(unit)}
    return re.sub(r'"(q\d+)": None', lambda m: f'"{m[1]}": "{answers[m[1]]}"', released(unit, "quiz.py"))


def write(root, **files):
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return root


def grade(entry):
    record = grade_entry(entry, Grader([MASK], lambda source, _: DeskSession(source)), STAMP)
    assert record is not None
    return record


def test_a_quiz_is_marked_beside_the_points(tmp_path):
    code = MASK.reference.read_text(encoding="utf-8")
    plain = grade(write(tmp_path / "ada", **{f"attention/{MASK.name}.py": code}))
    record = grade(write(tmp_path / "ben", **{f"attention/{MASK.name}.py": code, "attention/quiz.py": right()}))
    (marked,) = record.quizzes
    count = len(quiz.questions("attention"))
    assert (marked.unit, marked.points, marked.max_points) == ("attention", count, count)
    assert (record.points, record.max_points) == (plain.points, plain.max_points) == (10.0, 10.0)
    assert plain.quizzes == []


def test_a_quiz_is_read_and_never_run(tmp_path):
    witness = tmp_path / "ran"
    text = f"open({str(witness)!r}, 'w')\nANSWERS = {{'q1': 'b'}}\n"
    (marked,) = grade(write(tmp_path / "ada", **{"attention/quiz.py": text})).quizzes
    assert not witness.exists()
    assert {q.outcome for q in marked.questions} <= {"passed", "wrong", "cannot load"}


@pytest.mark.parametrize("text", [b"\xff\xfe\x00", b"\0", b"", b"ANSWERS = {" * 3000, b"x" * 2_000_000])
def test_a_broken_quiz_harms_nothing_else(tmp_path, text):
    code = MASK.reference.read_text(encoding="utf-8")
    record = grade(write(tmp_path / "ada", **{f"attention/{MASK.name}.py": code, "attention/quiz.py": text}))
    assert record.points == 10.0
    assert record.problem is None
    assert record.notes or {q.outcome for q in record.quizzes[0].questions} == {"cannot load"}


def test_only_the_units_that_are_graded_have_their_quiz_marked(tmp_path):
    texts = {f"{unit}/quiz.py": right(unit) for unit in units()}
    assert [q.unit for q in grade(write(tmp_path / "ada", **texts)).quizzes] == ["attention"]


def test_unanswered_lab_notes_are_named_in_one_sentence(tmp_path):
    template = released("attention", "notes.md")
    (told,) = grade(write(tmp_path / "ada", **{"attention/notes.md": template})).notes[1:]
    assert told.startswith("attention/notes.md has no answer yet under: An ambiguous pronoun; ")
    answer = "\nHere is what I saw when the heads were drawn one by one for my own sentence.\n"
    filled = re.sub(r"^(##+ .*)$", lambda m: m[1] + "\n" + answer, template, flags=re.M)
    assert grade(write(tmp_path / "ben", **{"attention/notes.md": filled})).notes[1:] == []


def test_both_are_found_in_folders_zips_and_copies_and_the_nearest_counts(tmp_path):
    write(
        tmp_path / "ada", **{"work/Attention/quiz (1).py": "old", "Attention/quiz.py": "new", "attention/notes.md": "x"}
    )
    hand_in = read_hand_in(tmp_path / "ada", UNIT_OF)
    assert (hand_in.quizzes, hand_in.lab_notes) == ({"attention": "new"}, {"attention": "x"})
    with zipfile.ZipFile(tmp_path / "ben.zip", "w") as archive:
        archive.writestr("hw/clustering/quiz.py", "q")
        archive.writestr("hw/quiz.py", "whose?")
        archive.writestr("hw/README.md", "never read")
    hand_in = read_hand_in(tmp_path / "ben.zip", UNIT_OF)
    assert hand_in.quizzes == {"clustering": "q"}
    assert "hw/quiz.py is not read: it should lie in the folder of its unit" in hand_in.notes


def test_a_zip_with_lab_notes_beside_it_is_opened_still(tmp_path):
    write(tmp_path / "ada", **{"notes.md": "x"})
    with zipfile.ZipFile(tmp_path / "ada" / "work.zip", "w") as archive:
        archive.writestr(f"attention/{MASK.name}.py", "x = 1")
    assert list(read_hand_in(tmp_path / "ada", UNIT_OF).files) == [MASK.name]


def test_the_digest_counts_quiz_and_notes_and_is_the_old_one_without_them(tmp_path):
    code = {f"attention/{MASK.name}.py": "x = 1"}
    digests = [
        read_hand_in(write(tmp_path / name, **code, **more), UNIT_OF).digest
        for name, more in {
            "a": {},
            "b": {"attention/README.md": "x"},
            "c": {"attention/quiz.py": "x"},
            "d": {"attention/notes.md": "x"},
            "e": {"attention/quiz.py": "y"},
        }.items()
    ]
    graded = [None, [asdict(source) for source in read_hand_in(tmp_path / "a", UNIT_OF).files.values()]]
    assert digests[0] == digests[1] == hashlib.sha256(json.dumps(graded, sort_keys=True).encode()).hexdigest()
    assert len(set(digests[1:])) == 4


def test_where_there_are_no_answers_nothing_is_marked(tmp_path, monkeypatch):
    monkeypatch.setattr(pages, "ROOT", tmp_path)
    assert pages.mark_quizzes({"attention": right()}, ["attention"], b"k", "ada") == []
    assert pages.open_questions({"attention": ""}, ["attention"]) == []
