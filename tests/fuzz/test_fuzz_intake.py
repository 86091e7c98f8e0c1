"""Whatever is handed in is read or refused: spoiled zips and notebooks, odd names, odd encodings, odd folders."""

from __future__ import annotations

import io
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graders.course import intake, intake_files
from graders.course.errors import Unreadable, UsageError
from graders.course.intake_text import ENCODINGS, MAX_CELLS, MAX_CODE, decode, notebook_cells, plain_python

from .bounds import EXAMPLES, FUZZ, MB, bounded, one_sentence
from .mutate import NUMBERS, spoil, spoiled, spoiled_tree

EXERCISES = {
    "causal_mask_checker": "attention",
    "cached_generation_timer": "attention",
    "centroid_classifier": "representation",
    "prompt_parser": "generative",
    "kmeans_evaluator": "clustering",
}
CODE = "def causal_mask(length):\n    return length\n"
SECRET = "canary-of-another-student"
NAMES = [f"{unit}/{name}" for name, unit in EXERCISES.items()] + [*EXERCISES, "helper", "numpy", "a b (1)", "ünï"]
PATHS = st.builds(str.__add__, st.sampled_from(NAMES), st.sampled_from([".py", ".PY", ".ipynb", ".py.txt", ".csv"]))
PATHS |= st.sampled_from(
    [
        "attention/quiz.py",
        "attention/notes.md",
        "attention.ipynb",
        "homework.ipynb",
        "hand-in.zip",
        "x.zip",
        "deep/a/b/c/prompt_parser.py",
    ]
)
CELL = st.sampled_from(
    [CODE, "%time x = 1\n", "!ls\n", "%%bash\nls", "", " ", "x = '''", "'\ud800'", "import helper\n"]
)


def book(cells: list[str], version: int = 4) -> dict[str, Any]:
    if version == 3:
        old = [{"cell_type": "code", "input": cell.splitlines(True), "language": "python"} for cell in cells]
        return {"worksheets": [{"cells": old}], "nbformat": 3, "metadata": {}}
    new = [{"cell_type": "code", "source": cell, "outputs": [], "metadata": {}} for cell in cells]
    return {"cells": [{"cell_type": "markdown", "source": ["# Title"]}, *new], "nbformat": 4, "metadata": {}}


BOOKS = st.builds(book, st.lists(CELL, max_size=4), st.sampled_from([3, 4]))


class Bomb(bytes):
    """Much that packs well."""

    def __repr__(self) -> str:
        return "Bomb()"


CONTENTS = st.sampled_from([CODE.encode(), b"import helper\n", b"", b"\xef\xbb\xbfx = 1\r\n", Bomb(b"#" * 1_500_000)])
CONTENTS |= BOOKS.map(lambda made: json.dumps(made).encode())
LAYOUTS = st.dictionaries(PATHS, CONTENTS, max_size=5)


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.comment = comment
        for path, content in files.items():
            entry = zipfile.ZipInfo(path)  # which has a date of its own: the clock would make an input unrepeatable
            archive.writestr(entry, content, method if len(content) < 10_000 else zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


METHODS = st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
ZIPS = st.builds(zipped, LAYOUTS, METHODS, st.binary(max_size=5))
NESTED = st.builds(lambda inner, more: zipped({"hand-in.zip": inner, **more}), ZIPS, LAYOUTS)
HEADERS = {b"PK\x03\x04": 30, b"PK\x01\x02": 46, b"PK\x05\x06": 22}


@st.composite
def lying_zips(draw: st.DrawFn) -> bytes:
    """A zip of which some fields of some headers say something else: sizes, places, methods, flags, names."""
    data = bytearray(draw(ZIPS | NESTED))
    for _ in range(draw(st.integers(1, 4))):
        signature = draw(st.sampled_from(sorted(HEADERS)))
        starts = [at for at in range(len(data) - 3) if data[at : at + 4] == signature]
        if not starts:
            continue
        at = draw(st.sampled_from(starts)) + draw(st.integers(4, HEADERS[signature] + 8))
        width = draw(st.sampled_from([1, 2, 4]))
        value = draw(st.sampled_from(NUMBERS) | st.integers(0, len(data))) & (256**width - 1)
        data[at : at + width] = value.to_bytes(width, "little")
    return bytes(data)


@contextmanager
def folder() -> Iterator[Path]:
    path = tempfile.mkdtemp(prefix="lab-fuzz-")
    try:
        yield Path(path)
    finally:
        shutil.rmtree(path)


def read(entry: Path) -> intake.HandIn:
    """Read a hand-in, and look at all that is said of it."""
    files_open = len(os.listdir("/proc/self/fd"))
    with bounded(memory=96 * MB):
        hand_in = intake.read_hand_in(entry, EXERCISES)
    assert len(os.listdir("/proc/self/fd")) == files_open
    problem, notes = hand_in.problem, hand_in.notes
    assert problem is None or (problem.endswith(".") and problem.isprintable() and not hand_in.files)
    assert len(notes) <= intake.MAX_NOTES + 1
    assert all(note and note.isprintable() and len(note) < 2000 for note in notes)
    assert list(hand_in.files) == [name for name in EXERCISES if name in hand_in.files]
    for name, source in hand_in.files.items():
        assert name == source.exercise
        assert source.filename.isprintable()
        assert bool(source.cells) == (source.problem is None)
        for text in (*source.cells, *source.helpers.values()):
            assert "\0" not in text
            assert "\r" not in text
            assert SECRET not in text
            text.encode()
        assert sum(map(len, source.helpers.values())) <= MAX_CODE
        assert not {helper.removesuffix(".py") for helper in source.helpers} & intake.RESERVED
    for unit, page in [*hand_in.quizzes.items(), *hand_in.lab_notes.items()]:
        assert unit in EXERCISES.values()
        assert "\0" not in page
        assert SECRET not in page
    return hand_in


@FUZZ
@given(spoiled(ZIPS | NESTED) | lying_zips())
def test_a_spoiled_zip_is_read_or_refused(content):
    with folder() as here:
        (here / "eve.zip").write_bytes(content)
        read(here / "eve.zip")


@FUZZ
@given(LAYOUTS, METHODS.filter(lambda method: method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))
def test_a_folder_and_a_zip_of_it_are_the_same_hand_in(files, method):
    with folder() as here:
        for path, content in files.items():
            (here / "eve" / path).parent.mkdir(parents=True, exist_ok=True)
            (here / "eve" / path).write_bytes(content)
        (here / "eve").mkdir(exist_ok=True)
        (here / "zip").mkdir()
        (here / "zip" / "eve.zip").write_bytes(zipped(files, method))
        one, other = read(here / "eve"), read(here / "zip" / "eve.zip")
        if one.problem or other.problem:
            assert (one.problem is None) == (other.problem is None)
        else:
            assert one == other
        assert read(here / "eve") == one


ODD_NAMES = st.sampled_from(["homework1", "Homework 2", "attention-final", "clustering v2", "Untitled", "a", "b/c"])


@FUZZ
@given(st.lists(ODD_NAMES, min_size=2, max_size=4, unique=True), st.data())
def test_of_notebooks_with_names_of_their_own_each_exercise_gets_the_one_that_defines_it(names, draws):
    functions = {name: [f"{name}_one", f"{name}_two"] for name in EXERCISES}
    places = {name: draws.draw(st.sampled_from(names)) for name in EXERCISES}
    books = {name: [f"# of {', '.join(EXERCISES)}"] for name in names}
    for exercise, name in places.items():
        books[name].append(f"%time\n  def {exercise}_two(x):\n    return {exercise}_one(x)")
    with folder() as here:
        (here / "eve.zip").write_bytes(zipped({f"{n}.ipynb": json.dumps(book(c)).encode() for n, c in books.items()}))
        hand_in = intake.read_hand_in(here / "eve.zip", EXERCISES, functions)
    assert {name: source.filename for name, source in hand_in.files.items()} == {
        exercise: f"{name}.ipynb" for exercise, name in places.items()
    }
    idle = sorted(f"{name}.ipynb belongs to no exercise" for name in {*names} - {*places.values()})
    assert [note.partition(";")[0] for note in hand_in.notes] == idle


NAME_BYTES = st.binary(min_size=1, max_size=40).map(lambda b: b.replace(b"/", b"?").replace(b"\0", b"?"))
NAME_BYTES |= st.builds(bytes.__add__, NAME_BYTES, st.sampled_from([b".py", b".ipynb", b".zip", b".py.txt"]))
NAME_BYTES = NAME_BYTES.filter(lambda name: name not in (b".", b".."))
KINDS = st.sampled_from(["file", "file", "file", "folder", "link", "pipe", "locked"])


@FUZZ
@given(st.lists(st.tuples(NAME_BYTES | PATHS.map(os.fsencode), KINDS, CONTENTS), max_size=6), NAME_BYTES)
@example([(b"\xff\x1b[31m.py", "file", b"")], b"\xff")
def test_a_folder_of_anything_is_read_or_refused(entries, name):
    with folder() as here:
        (here / "another.py").write_text(f"# {SECRET}")
        root = os.path.join(os.fsencode(here), name)
        os.mkdir(root)
        for path, kind, content in entries:
            path = os.path.join(root, path)
            try:
                os.makedirs(os.path.dirname(path), exist_ok=True)
                if kind == "folder":
                    os.mkdir(path)
                elif kind == "link":
                    os.symlink(here / "another.py", path)
                elif kind == "pipe":
                    os.mkfifo(path)
                else:
                    with open(path, "xb") as file:
                        file.write(content)
                    os.chmod(path, 0 if kind == "locked" else 0o644)
            except OSError:
                continue
        read(Path(os.fsdecode(root)))
        assert intake.student_name(Path(os.fsdecode(root))).isprintable()
        try:
            assert len(intake.list_hand_ins(here)) == 1
        except UsageError as error:  # a hidden folder is none
            one_sentence(str(error))


@FUZZ
@given(BOOKS.flatmap(lambda made: spoiled_tree(st.just(made), CELL)).map(json.dumps) | st.data())
def test_a_spoiled_notebook_is_read_or_refused(text):
    if not isinstance(text, str):
        valid = json.dumps(text.draw(BOOKS)).encode()
        text = text.draw(spoiled(st.just(valid))).decode("utf-8", "replace")
    with bounded():
        try:
            cells = notebook_cells(text)
        except Unreadable as reason:
            one_sentence(str(reason))
            return
    assert 0 < len(cells) <= MAX_CELLS
    assert all(cell.strip() and "\0" not in cell and "\r" not in cell and cell.encode() for cell in cells)


CODINGS = st.sampled_from(
    "utf-8 latin-1 cp1252 gbk gb18030 big5 shift_jis euc-kr koi8-r utf-16 utf-7 idna zip cp999 latin-99".split()
)
CODINGS |= st.text(alphabet="abcdefgiou1268-_.", max_size=12)
READ_CODINGS = CODINGS.filter(lambda name: ENCODINGS.fullmatch(name.replace("-", "_")) is not None)
TOP = st.sampled_from(["# coding: {}\n", "#!/x\n# -*- coding={} -*-\n", "\n# vim: fileencoding={}\r\n", "#coding:{}\r"])


@FUZZ
@given(
    st.binary(max_size=200) | st.text().map(str.encode), TOP, CODINGS, st.sampled_from([b"", b"\xff\xfe", b"\xfe\xff"])
)
def test_any_bytes_are_text_or_are_told_not_to_be(content, top, coding, mark):
    with bounded():
        try:
            text = decode(mark + top.format(coding).encode() + content)
        except Unreadable as reason:
            one_sentence(str(reason))
            return
    assert "\0" not in text
    assert "\r" not in text
    text.encode()


@FUZZ
@given(st.text(st.characters(exclude_characters="\0\r\n")), READ_CODINGS, st.sampled_from(["\n", "\r\n", "\r"]))
def test_text_in_an_encoding_that_is_read_arrives_as_it_was_written(line, coding, end):
    text = f"# coding: {coding}\n{line}\n"
    try:
        data = text.replace("\n", end).encode(coding)
        again = data.decode(coding)
        arrived = decode(data)
    except (UnicodeError, LookupError, Unreadable):
        return
    if again == text.replace("\n", end):  # some encodings do not bring back all that they take
        assert arrived == text


MAGICS = [
    "%time ",
    "%%bash\n",
    "!",
    "?",
    "\\\n",
    "\n",
    "'''",
    '"',
    "(",
    ")]",
    "#",
    "x = ",
    "    ",
    "pip install a\n",
    "0",
]


@FUZZ
@given(st.lists(st.sampled_from(MAGICS), max_size=12), st.integers(1, 3000))
def test_a_cell_of_anything_often_repeated_takes_no_long_time(parts, times):
    cell = "".join(parts) * times
    with bounded(seconds=20.0):
        plain = plain_python(cell)
    assert plain.count("\n") == cell.count("\n")


@FUZZ
@given(st.text(max_size=300) | st.binary(max_size=60).map(os.fsdecode), st.integers(2, 130))
def test_a_name_is_printed_safely_and_cut(name, width):
    shown = intake_files.show(name, width)
    assert shown.isprintable()
    assert len(shown) <= width


AWAY = st.sampled_from(["../x.py", "a/../../x.py", "/x.py", "..\\x.py", "C:\\x.py", "a//./x.py", "a\0/../x.py"])
FLIPS = st.lists(st.tuples(st.just("flip"), st.integers(0), st.integers(1, 255)), max_size=2)


@FUZZ
@given(st.lists(PATHS | AWAY | st.text(max_size=30), max_size=6), FLIPS)
def test_no_path_in_a_zip_leads_out_of_it(names, edits):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in dict.fromkeys(names):
            archive.writestr(zipfile.ZipInfo(name or "x"), CODE)
    files = intake_files.Files()
    with bounded():
        try:
            intake_files.list_zip(files, spoil(buffer.getvalue(), edits), "eve.zip")
        except intake_files.Refused as reason:
            one_sentence(str(reason))
            return
    for path in files.paths:
        parts = path.split("/")
        assert ".." not in parts
        assert "" not in parts
        assert len(parts) <= intake_files.MAX_DEPTH


SOURCE = '{{"cells": [{{"cell_type": "code", "source": {}}}]}}'
LARGEST = {
    "values": '{"cells": [' + "[]," * 499_990 + "[]]}",
    "wide characters": SOURCE.format('"\U0001f600' + "x" * 19_900_000 + '"'),
    "lines": SOURCE.format("[" + ",".join(['"\U0001f600x"'] * 900_000) + "]"),
    "names": '{"cells": [{' + ",".join(f'"{i:012}":0' for i in range(999_000 if EXAMPLES else 19_000)) + "}]}",
}


@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_notebooks_take_a_bounded_amount_of_memory(tmp_path, name):
    (tmp_path / "eve.ipynb").write_text(LARGEST[name], encoding="utf-8")
    with bounded(memory=400 * MB, seconds=20.0):
        hand_in = intake.read_hand_in(tmp_path / "eve.ipynb", EXERCISES)
    assert all(source.problem for source in hand_in.files.values())
