"""Copied hand-ins are found, also when renamed; different solutions of one exercise are not."""

import json
import re

import pytest

from graders.course import similar
from graders.course.errors import UsageError
from graders.kit.catalog import ROOT, exercises

pytest.importorskip("copydetect")
MASK, CENTROID, TIMER = "causal_mask_checker", "centroid_classifier", "cached_generation_timer"


def text_of(name, kind="reference", which=0):
    exercise = exercises()[name]
    path = exercise.reference if kind == "reference" else exercise.bank(kind)[which]
    return path.read_text(encoding="utf-8")


def renamed(text, **names):
    for old, new in names.items():
        text = re.sub(rf"\b{old}\b", new, text)
    return "# mine\n\n" + text.replace("\n\n\n", "\n\n")


def class_of(root, **texts):
    for student, text in texts.items():
        path = root / student / "attention" / f"{MASK}.py"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return root


def found(root, name=MASK, threshold=0.8, said=None):
    return similar.similar(root, [exercises()[name]], threshold, (said if said is not None else []).append)


def test_a_copy_and_a_renamed_copy_are_found_and_another_solution_is_not(tmp_path):
    text = text_of(MASK)
    other = renamed(text, weights="w", length="n", report="answer", leaks="bad")
    assert other.split() != text.split()
    pairs = found(class_of(tmp_path, ada=text, ben=text, eve=other, fay=text_of(MASK, "accepted"))).pairs
    assert [(p.students, p.kind) for p in pairs] == [
        (("ada", "ben"), similar.SAME_TEXT),
        (("ada", "eve"), similar.SAME_BUT_NAMES),
        (("ben", "eve"), similar.SAME_BUT_NAMES),
    ]
    assert all(pair.shares == (1.0, 1.0) for pair in pairs)


def test_a_copy_in_a_notebook_with_much_else_is_found_once(tmp_path):
    class_of(tmp_path, ada=text_of(MASK))
    cells = [text_of(MASK), text_of(TIMER), "print(1)"]
    book = {"nbformat": 4, "cells": [{"cell_type": "code", "source": cell} for cell in cells]}
    (tmp_path / "ben").mkdir()
    (tmp_path / "ben" / "attention.ipynb").write_text(json.dumps(book))
    result = similar.similar(tmp_path, list(exercises().values()), 0.8, print)
    assert [(p.exercise, p.students, p.kind) for p in result.pairs] == [(MASK, ("ada", "ben"), similar.SAME_TEXT)]


def test_what_everybody_got_is_no_likeness_and_short_solutions_are_counted_apart(tmp_path):
    stub = exercises()[MASK].blank.read_text(encoding="utf-8")
    short = stub.replace("raise NotImplementedError", "return None")
    result = found(class_of(tmp_path, ada=stub, ben=stub, eve=short), threshold=0.0)
    assert (result.pairs, result.compared, result.too_short) == ([], 0, 3)
    assert "3 solutions are too short to say anything, and were left out." in list(similar.lines(result))


def test_the_different_solutions_of_the_bank_are_never_taken_for_copies(tmp_path):
    for exercise in exercises().values():
        for number, path in enumerate([exercise.reference, *exercise.bank("accepted")]):
            target = tmp_path / f"s{number}" / exercise.unit / f"{exercise.name}.py"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    result = similar.similar(tmp_path, list(exercises().values()), 0.8, print)
    assert [(pair.exercise, pair.shares) for pair in result.pairs] == []
    assert result.compared > 80


def test_the_most_alike_come_first_and_pairs_alike_in_several_exercises_are_told(tmp_path):
    root = ROOT / "fixtures" / "sample_class"
    said = []
    result = similar.similar(root, list(exercises().values()), 0.8, said.append)
    assert [pair.share for pair in result.pairs] == sorted((p.share for p in result.pairs), reverse=True)
    told = list(similar.lines(result))
    assert any(re.fullmatch(r"\w+ and \w+ are alike in [2-9] exercises\.", line) for line in told)
    assert "no mark" in told[-1]
    assert said == ["not compared: quentin: quentin.zip is not a zip file, or it is damaged."]


def test_broken_endless_and_hostile_code_is_compared_as_text(tmp_path):
    hostile = "<script>alert(1)</script>\nwhile True: import os; os._exit(0)\n" + "([{" * 100 + "'''\x01\u202e"
    result = found(class_of(tmp_path, ada=hostile, ben=hostile, eve="x = 1\n" * 20_000))
    assert [pair.students for pair in result.pairs] == [("ada", "ben")]
    assert result.too_long == 1
    similar.write_pairs(result, tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "<script" not in page
    assert "<mark>" in page
    assert "\u202e" not in page


def test_the_command_prints_the_pairs_and_writes_the_page(course, tmp_path):
    class_of(tmp_path / "class", ada=text_of(MASK), ben=text_of(MASK))
    done = course.lab("similar", tmp_path / "class", "--only", MASK, "--out", tmp_path / "page.html")
    assert done.returncode == 0, done.stderr
    assert "100 %  causal_mask_checker: ada (100 %) and ben (100 %)  the same text" in done.stdout
    assert (tmp_path / "page.html").is_file()
    assert course.lab("similar", tmp_path / "class", "--threshold", "2").returncode == 2


def test_without_the_library_one_sentence_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(similar.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"pip install 'text-analysis-lab\[similar\]'\.$"):
        found(tmp_path)
