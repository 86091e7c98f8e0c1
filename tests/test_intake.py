"""Taking hand-ins in: every layout students use ends as the code of the right exercise."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from graders.course.errors import UsageError
from graders.course.intake import HandIn, list_hand_ins, read_hand_in

EXERCISES = {
    "causal_mask_checker": "attention",
    "cached_generation_timer": "attention",
    "centroid_classifier": "representation",
    "prompt_parser": "generative",
    "llm_classifier": "generative",
    "kmeans_evaluator": "clustering",
}
CODE = "def causal_mask(length):\n    return length\n"
MASK = "attention/causal_mask_checker.py"


def read(entry: Path) -> HandIn:
    return read_hand_in(entry, EXERCISES)


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def zipped(files: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return buffer.getvalue()


def notebook(*cells: object) -> str:
    sources = [{"cell_type": "code", "source": cell, "outputs": [], "metadata": {}} for cell in cells]
    return json.dumps({"cells": sources, "nbformat": 4, "nbformat_minor": 5, "metadata": {}})


def test_one_entry_per_student_sorted_and_what_is_no_hand_in_skipped(tmp_path):
    write(
        tmp_path,
        {"zoe/x.py": "", "bob.zip": "", "Ada.ipynb": "", "carl.rar": "", "README.md": "", "make.py": ""},
    )
    write(tmp_path, {".git/x.py": "", ".DS_Store": "", "__MACOSX/bob/x.py": "", "expected.json": ""})
    assert [entry.name for entry in list_hand_ins(tmp_path)] == ["Ada.ipynb", "bob.zip", "carl.rar", "zoe"]
    assert [read(entry).student for entry in list_hand_ins(tmp_path)] == ["Ada", "bob", "carl", "zoe"]


@pytest.mark.parametrize("make", ["missing", "file", "empty", "readme"])
def test_a_folder_that_holds_no_class_is_a_usage_error(tmp_path, make):
    folder = tmp_path / "class"
    if make == "file":
        folder.write_text("")
    elif make != "missing":
        folder.mkdir()
    if make == "readme":
        (folder / "README.md").write_text("")
    with pytest.raises(UsageError, match=r"class (is not a folder|holds no hand-in)"):
        list_hand_ins(folder)


def test_two_hand_ins_of_one_student_are_a_usage_error(tmp_path):
    write(tmp_path, {"alice/x.py": "", "alice.zip": ""})
    with pytest.raises(UsageError, match=r"alice and alice\.zip are hand-ins of one student"):
        list_hand_ins(tmp_path)


@pytest.mark.parametrize("top", ["", "attention/", "exercises/attention/", "submission-1/", "lab/exercises/attention/"])
@pytest.mark.parametrize("as_zip", [False, True])
def test_an_exercise_is_found_however_deep_it_lies(tmp_path, top, as_zip):
    files = {f"{top}causal_mask_checker.py": CODE}
    if as_zip:
        entry = tmp_path / "alice.zip"
        entry.write_bytes(zipped(files))
    else:
        entry = write(tmp_path / "alice", files)
    hand_in = read(entry)
    source = hand_in.files["causal_mask_checker"]
    assert hand_in.student == "alice"
    assert list(hand_in.files) == ["causal_mask_checker"]
    assert (source.cells, source.filename) == ((CODE,), f"{top}causal_mask_checker.py")
    assert (source.helpers, source.problem, hand_in.notes) == ({}, None, ())


def test_exercises_come_in_course_order_and_an_absent_one_is_absent(tmp_path):
    names = ["prompt_parser", "kmeans_evaluator", "causal_mask_checker"]
    hand_in = read(write(tmp_path / "alice", {f"{name}.py": "" for name in names}))
    assert list(hand_in.files) == ["causal_mask_checker", "prompt_parser", "kmeans_evaluator"]


def test_an_empty_hand_in_is_no_problem_but_worth_a_note(tmp_path):
    hand_in = read(write(tmp_path / "alice", {"report.pdf": b"%PDF"}))
    assert (hand_in.files, hand_in.problem) == ({}, None)
    assert hand_in.notes == ("no file of an exercise and no notebook was found",)


@pytest.mark.parametrize("name", ["attention.ipynb", "Attention (1).ipynb", "deep/attention.ipynb"])
def test_a_notebook_of_a_unit_counts_for_the_exercises_of_the_unit(tmp_path, name):
    hand_in = read(write(tmp_path / "alice", {name: notebook("a = 1", ["b = 2\n", "c = 3"])}))
    assert list(hand_in.files) == ["causal_mask_checker", "cached_generation_timer"]
    assert {source.cells for source in hand_in.files.values()} == {("a = 1", "b = 2\nc = 3")}
    assert {source.filename for source in hand_in.files.values()} == {name}


def test_a_notebook_of_an_exercise_counts_for_it_alone(tmp_path):
    files = {"prompt_parser.ipynb": notebook("a = 1"), "generative.ipynb": notebook("b = 1")}
    hand_in = read(write(tmp_path / "alice", files))
    assert {name: source.filename for name, source in hand_in.files.items()} == {
        "prompt_parser": "prompt_parser.ipynb",
        "llm_classifier": "generative.ipynb",
    }


def test_a_notebook_of_another_name_counts_for_every_exercise_without_its_own_file(tmp_path):
    files = {"homework.ipynb": notebook("a = 1"), MASK: CODE, "generative.ipynb": notebook("b = 1")}
    hand_in = read(write(tmp_path / "alice", files))
    assert [source.filename for source in hand_in.files.values()] == [
        MASK,
        "homework.ipynb",
        "homework.ipynb",
        "generative.ipynb",
        "generative.ipynb",
        "homework.ipynb",
    ]


def test_a_notebook_or_a_zip_of_one_can_be_the_whole_hand_in(tmp_path):
    (tmp_path / "alice.ipynb").write_text(notebook("a = 1"))
    (tmp_path / "bob.zip").write_bytes(zipped({"clustering.ipynb": notebook("a = 1")}))
    assert list(read(tmp_path / "alice.ipynb").files) == list(EXERCISES)
    assert list(read(tmp_path / "bob.zip").files) == ["kmeans_evaluator"]


def test_the_py_file_comes_before_the_notebook_and_a_note_says_so(tmp_path):
    another = notebook("def causal_mask(length):\n    return 1")
    hand_in = read(write(tmp_path / "alice", {MASK: CODE, "attention.ipynb": another}))
    assert hand_in.files["causal_mask_checker"].filename == MASK
    assert hand_in.files["cached_generation_timer"].filename == "attention.ipynb"
    assert hand_in.notes == (f"attention.ipynb is not graded for causal_mask_checker ({MASK} is)",)


def test_a_notebook_with_nothing_of_an_exercise_is_not_said_to_be_passed_by_for_it(tmp_path):
    some = notebook("def causal_mask(length):\n    return 1"), notebook("def time_generation():\n    return 1")
    hand_in = read(write(tmp_path / "alice", {"Untitled.ipynb": some[0], "Untitled1.ipynb": some[1]}))
    assert hand_in.files["causal_mask_checker"].filename == "Untitled.ipynb"
    assert hand_in.files["cached_generation_timer"].filename == "Untitled1.ipynb"
    assert hand_in.notes == ()


def test_of_two_files_the_shallower_then_the_exact_then_the_first_is_taken_with_a_note(tmp_path):
    names = ["b/causal_mask_checker.py", "a/causal_mask_checker (1).py", "c/d/causal_mask_checker.py"]
    hand_in = read(write(tmp_path / "alice", {name: f"# {name}" for name in names}))
    assert hand_in.files["causal_mask_checker"].filename == names[0]
    assert hand_in.notes == tuple(f"{name} is not graded for causal_mask_checker ({names[0]} is)" for name in names[1:])


@pytest.mark.parametrize("inner", ["hand-in.zip", "Hand_In (1).zip", "anything.zip"])
@pytest.mark.parametrize("outer_is_zip", [False, True])
def test_a_zip_inside_is_opened_once(tmp_path, inner, outer_is_zip):
    nested = zipped({MASK: CODE, "again.zip": zipped({"prompt_parser.py": ""})})
    if outer_is_zip:
        entry = tmp_path / "alice.zip"
        entry.write_bytes(zipped({inner: nested}))
    else:
        entry = write(tmp_path / "alice", {inner: nested})
    hand_in = read(entry)
    assert {name: source.filename for name, source in hand_in.files.items()} == {
        "causal_mask_checker": f"{inner}/{MASK}"
    }
    assert hand_in.notes == (f"{inner}/again.zip was not opened; hand in the files themselves",)


def test_a_zip_beside_code_is_data_unless_it_is_called_hand_in(tmp_path):
    hand_in = read(write(tmp_path / "alice", {MASK: CODE, "data.zip": b"no zip at all"}))
    assert hand_in.problem is None
    assert hand_in.notes == ("data.zip was not opened; hand in the files themselves",)


@pytest.mark.parametrize(
    "name",
    [
        "Causal_Mask_Checker.py",
        "causal_mask_checker (1).py",
        "causal_mask_checker(2).PY",
        "causal_mask_checker-1.py",
    ],
)
def test_letter_case_and_the_suffix_of_a_second_download_do_not_matter(tmp_path, name):
    hand_in = read(write(tmp_path / "alice", {name: CODE}))
    assert hand_in.files["causal_mask_checker"].filename == name.replace(".PY", ".py")


@pytest.mark.parametrize(
    "name",
    [
        "causal-mask-checker.py",
        "causal_mask_checker_alice.py",
        "causalmaskchecker.py",
        "casual_mask_checker.py",
    ],
)
def test_a_misnamed_file_is_not_graded_but_a_note_says_what_it_may_be(tmp_path, name):
    hand_in = read(write(tmp_path / "alice", {name: CODE}))
    assert hand_in.files == {}
    assert f"{name} belongs to no exercise; is it meant as causal_mask_checker.py?" in hand_in.notes


def test_stray_files_get_a_note_and_those_of_the_course_do_not(tmp_path):
    strays = {"attention/foo.py": "", "attention/quiz.py": "", "attention/test_causal_mask_checker.py": ""}
    hand_in = read(write(tmp_path / "alice", {MASK: CODE, "notes.md": "", "solve.py.txt": "", **strays}))
    assert hand_in.notes == (
        "solve.py.txt is not read; its name should end in .py",
        "attention/foo.py belongs to no exercise",
        "notes.md is not read: it should lie in the folder of its unit",
    )


def test_what_tools_leave_behind_is_passed_by(tmp_path):
    junk = [".venv/lib/prompt_parser.py", "venv/prompt_parser.py", "__MACOSX/._prompt_parser.py"]
    junk += [".ipynb_checkpoints/a-checkpoint.ipynb", "__pycache__/prompt_parser.py", "._prompt_parser.py"]
    folder = write(tmp_path / "alice", {MASK: CODE, **dict.fromkeys(junk, "")})
    (folder / ".venv" / "python").symlink_to("/usr/bin/python3")
    (tmp_path / "bob.zip").write_bytes(zipped({MASK: CODE, **dict.fromkeys(junk, "")}))
    for hand_in in (read(folder), read(tmp_path / "bob.zip")):
        assert (list(hand_in.files), hand_in.problem, hand_in.notes) == (["causal_mask_checker"], None, ())


def test_many_notes_are_cut(tmp_path):
    hand_in = read(write(tmp_path / "alice", {MASK: CODE, **{f"x{i}.py": "" for i in range(100)}}))
    assert len(hand_in.notes) == 13
    assert hand_in.notes[-1] == "88 more notes are left out"


def test_modules_beside_an_exercise_go_with_it_when_it_names_them(tmp_path):
    files = {
        MASK: "from helpers import first\nimport attention_tools\n" + CODE,
        "attention/helpers.py": "import more\nfirst = 1\n",
        "attention/more.py": "second = 2\n",
        "attention/unused.py": "",
        "helpers.py": "elsewhere = 1\n",
    }
    hand_in = read(write(tmp_path / "alice", files))
    assert hand_in.files["causal_mask_checker"].helpers == {
        "helpers.py": "import more\nfirst = 1\n",
        "more.py": "second = 2\n",
    }
    assert hand_in.notes == (
        "attention/unused.py belongs to no exercise",
        "helpers.py belongs to no exercise",
    )


@pytest.mark.parametrize(
    "name",
    ["numpy", "json", "conftest", "sitecustomize", "graders", "reference", "pytest", "torch", "not-a-name"],
)
def test_a_helper_never_stands_in_the_way_of_a_library(tmp_path, name):
    files = {
        MASK: f"import {name}\n{CODE}",
        f"attention/{name}.py": "raise SystemExit",
        "attention/x.pth": "import os",
    }
    hand_in = read(write(tmp_path / "alice", files))
    assert hand_in.files["causal_mask_checker"].helpers == {}
    assert len(hand_in.notes) == 1
    assert hand_in.notes[0].startswith(f"attention/{name}.py ")


def test_a_helper_that_cannot_be_read_is_left_out_with_a_note(tmp_path):
    hand_in = read(write(tmp_path / "alice", {MASK: "import helpers", "attention/helpers.py": b"\0"}))
    assert hand_in.files["causal_mask_checker"].helpers == {}
    assert hand_in.notes[0] == "attention/helpers.py holds NUL characters, so it is not a text file"


def test_code_and_helpers_together_stay_small(tmp_path):
    big = "# " + "x" * 900_000
    files = {MASK: "import one, two", "attention/one.py": big, "attention/two.py": big}
    hand_in = read(write(tmp_path / "alice", files))
    assert list(hand_in.files["causal_mask_checker"].helpers) == ["one.py"]
    assert "attention/two.py is left out: too much code in all" in hand_in.notes


def test_the_digest_depends_on_what_is_graded_and_on_nothing_else(tmp_path):
    def digest(student: str, files: dict[str, str | bytes]) -> str:
        return read(write(tmp_path / student, files)).digest

    same = digest("a", {MASK: CODE})
    assert same == digest("b", {MASK: CODE.replace("\n", "\r\n"), "report.pdf": "", "foo.py": "x"})
    others = [
        {MASK: CODE + "#"},
        {MASK: "import h"},
        {MASK: "import h", "attention/h.py": ""},
        {MASK: b"\0"},
        {},
    ]
    others += [{"prompt_parser.py": CODE}, {"hand-in.zip": "?"}]
    digests = [digest(f"c{number}", files) for number, files in enumerate(others)]
    assert len({same, *digests}) == len(others) + 1
