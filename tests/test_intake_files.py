"""Taking hand-ins in: links, zip bombs, false headers and far too much are refused unread."""

import io
import json
import os
import socket
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from graders.course import intake_files
from graders.course.intake import HandIn, read_hand_in

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


def test_a_source_file_that_is_too_large_is_a_problem_of_that_file(tmp_path):
    files = {MASK: "#" * 1_000_001, "prompt_parser.py": "#" * 1_000_000}
    hand_in = read(write(tmp_path / "alice", files))
    assert hand_in.problem is None
    assert hand_in.files["causal_mask_checker"].problem == f"{MASK} is larger than 1 MB."
    assert hand_in.files["prompt_parser"].problem is None


def test_a_notebook_may_carry_outputs_up_to_its_own_limit(tmp_path):
    folder = tmp_path / "alice"
    cell = {"cell_type": "code", "source": "x = 1", "outputs": ["A" * 5_000_000]}
    write(folder, {"attention.ipynb": json.dumps({"cells": [cell]})})
    with open(write(folder, {"clustering.ipynb": ""}) / "clustering.ipynb", "wb") as huge:
        huge.truncate(10**12)
    hand_in = read(folder)
    assert hand_in.files["causal_mask_checker"].cells == ("x = 1",)
    assert hand_in.files["kmeans_evaluator"].problem == "clustering.ipynb is larger than 20 MB."


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({f"f{i}.py": "" for i in range(301)}, "holds more than 300 code files"),
        ({f"d/{i}": "" for i in range(501)}, "holds more than 500 files and folders"),
        ({"a/" * 10 + "x.py": ""}, "lies more than 10 folders deep"),
        ({"x" * 197 + ".py": ""}, None),
        ({"x" * 198 + ".py": ""}, "is longer than 200 characters"),
    ],
    ids=["files", "entries", "depth", "name", "longer name"],
)
@pytest.mark.parametrize("as_zip", [False, True])
def test_numbers_depth_and_names_are_limited(tmp_path, monkeypatch, files, problem, as_zip):
    monkeypatch.setattr(intake_files, "MAX_ENTRIES", 500)
    if as_zip:
        (tmp_path / "eve.zip").write_bytes(zipped(files))
        hand_in = read(tmp_path / "eve.zip")
    else:
        hand_in = read(write(tmp_path / "eve", files))
    assert hand_in.problem is None if problem is None else problem in hand_in.problem


def test_data_does_not_count_as_code(tmp_path):
    files = {f"data/{i}.csv": "" for i in range(400)}
    assert read(write(tmp_path / "alice", {MASK: CODE, **files})).problem is None


def test_all_that_is_read_together_is_limited(tmp_path, monkeypatch):
    monkeypatch.setattr(intake_files, "MAX_TOTAL", 1_000)
    entry = write(tmp_path / "eve", {f"{name}.py": "#" * 200 for name in EXERCISES})
    assert read(entry).problem.startswith("The hand-in holds more than")


@pytest.mark.parametrize("kind", ["link", "dangling", "folder link", "fifo", "socket"])
def test_what_is_no_plain_file_or_folder_refuses_the_hand_in(tmp_path, kind, monkeypatch):
    write(tmp_path, {"secret/prompt_parser.py": "SECRET"})
    folder = write(tmp_path / "eve", {MASK: CODE})
    monkeypatch.chdir(folder)
    path = Path("prompt_parser.py")
    if kind == "link":
        path.symlink_to(tmp_path / "secret" / "prompt_parser.py")
    elif kind == "dangling":
        path.symlink_to("nowhere")
    elif kind == "folder link":
        (path := Path("more")).symlink_to(tmp_path / "secret")
    elif kind == "fifo":
        os.mkfifo(path)
    else:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(path))
    hand_in = read(folder)
    assert hand_in.files == {}
    assert hand_in.problem == f"{path} is a link or a device; hand in plain files and folders only."


@pytest.mark.parametrize("kind", ["link", "fifo", "device", "missing", "rar", "no name"])
def test_an_entry_that_is_no_hand_in_is_refused(tmp_path, kind):
    entry = tmp_path / ("eve.rar" if kind == "rar" else "eve")
    if kind == "link":
        entry.symlink_to(write(tmp_path / "bob", {MASK: CODE}))
    elif kind == "fifo":
        os.mkfifo(entry)
    elif kind == "rar":
        entry.write_text("Rar!")
    elif kind == "device":
        entry = Path("/dev/null")
    elif kind == "no name":
        entry = Path("eve\0")
    hand_in = read(entry)
    assert hand_in.files == {}
    assert hand_in.problem.endswith(".")
    assert str(tmp_path) not in hand_in.problem


def test_a_file_swapped_for_a_link_after_it_was_listed_is_not_followed(tmp_path):
    write(tmp_path, {"secret.py": "SECRET"})
    folder = write(tmp_path / "eve", {"a/prompt_parser.py": CODE, "b/prompt_parser.py": CODE})
    with intake_files.open_hand_in(folder) as files:
        (folder / "a" / "prompt_parser.py").unlink()
        (folder / "a" / "prompt_parser.py").symlink_to(tmp_path / "secret.py")
        (folder / "b").rename(tmp_path / "b")
        (folder / "b").symlink_to(tmp_path / "b")
        for path in files.paths:
            with pytest.raises(intake_files.Unreadable, match="cannot be opened"):
                files.read(path)


def test_a_file_that_may_not_be_opened_is_a_problem_of_that_file(tmp_path, monkeypatch):
    def open_file(name, parent=None, real=intake_files.open_file):
        if name == "causal_mask_checker.py":
            raise PermissionError
        return real(name, parent)

    monkeypatch.setattr(intake_files, "open_file", open_file)
    hand_in = read(write(tmp_path / "eve", {MASK: CODE, "prompt_parser.py": CODE}))
    assert hand_in.files["causal_mask_checker"].problem == f"{MASK} cannot be opened."
    assert hand_in.files["prompt_parser"].problem is None


def test_no_message_tells_where_the_class_lies(tmp_path):
    folder = write(tmp_path / "eve", {"foo.py": "", MASK: b"\0", "attention.ipynb": "", "bad.zip": ""})
    assert str(tmp_path) not in repr(read(folder))


def test_names_are_made_safe_to_print(tmp_path):
    name = os.fsdecode(b"\xff\x1b[31m\xe2\x80\xae.py")
    hand_in = read(write(tmp_path / "eve", {name: "", MASK: CODE}))
    assert hand_in.notes == ("??[31m?.py belongs to no exercise",)


def refused(tmp_path: Path, content: bytes) -> str:
    (tmp_path / "eve.zip").write_bytes(content)
    hand_in = read(tmp_path / "eve.zip")
    assert hand_in.files == {}
    assert hand_in.problem is not None
    return hand_in.problem


def test_a_zip_with_backslashes_or_doubled_slashes_is_read(tmp_path):
    (tmp_path / "alice.zip").write_bytes(zipped({"alice\\attention\\\\causal_mask_checker.py": CODE}))
    hand_in = read(tmp_path / "alice.zip")
    assert hand_in.files["causal_mask_checker"].filename == f"alice/{MASK}"


def test_of_one_name_twice_in_a_zip_the_later_counts(tmp_path):
    content = zipped({MASK: "old", MASK.upper(): "new"})
    (tmp_path / "a.zip").write_bytes(content.replace(MASK.upper().encode(), MASK.encode()))
    assert read(tmp_path / "a.zip").files["causal_mask_checker"].cells == ("new",)


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"PK\x05\x06", zipped({MASK: CODE})[:-30], b"Rar!\x1a\x07", b"PK\x03\x04" * 100],
)
def test_what_is_no_zip_is_refused(tmp_path, content):
    assert refused(tmp_path, content) == "eve.zip is not a zip file, or it is damaged."


@pytest.mark.parametrize(
    "name", ["/etc/x.py", "../x.py", "a/../../x.py", "..\\x.py", "C:\\x.py", "c:x.py", "a/../x.py"]
)
def test_a_path_that_leads_outside_refuses_the_zip(tmp_path, name):
    shown = name.replace("\\", "/")
    assert refused(tmp_path, zipped({MASK: CODE, name: ""})) == (
        f"eve.zip holds the path {shown}, which leads outside it."
    )


@pytest.mark.parametrize("mode", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_a_link_or_device_in_a_zip_refuses_it(tmp_path, mode):
    info = zipfile.ZipInfo(MASK)
    info.create_system, info.external_attr = 3, (mode | 0o777) << 16
    assert refused(tmp_path, zipped({info: "/etc/passwd"})).startswith(f"{MASK} is a link or a device")


def test_an_encrypted_zip_is_refused(tmp_path):
    content = bytearray(zipped({MASK: CODE}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    assert refused(tmp_path, bytes(content)) == "eve.zip is encrypted; hand in a zip without a password."


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_that_could_unpack_without_limit_is_refused(tmp_path, method):
    assert "make an ordinary zip" in refused(tmp_path, zipped({MASK: CODE}, method))


def patched_size(content: bytes, size: int) -> bytes:
    """The zip with another unpacked size in the headers of its first file."""
    data = bytearray(content)
    struct.pack_into("<L", data, data.index(b"PK\x03\x04") + 22, size)
    struct.pack_into("<L", data, data.index(b"PK\x01\x02") + 24, size)
    return bytes(data)


@pytest.mark.parametrize("claimed", [None, 10, 100, 1_000_000])
def test_a_zip_bomb_is_not_unpacked_whatever_its_header_says(tmp_path, claimed):
    bomb = zipped({MASK: b"#" * 50_000_000})
    (tmp_path / "eve.zip").write_bytes(bomb if claimed is None else patched_size(bomb, claimed))
    source = read(tmp_path / "eve.zip").files["causal_mask_checker"]
    reason = "is larger than 1 MB" if claimed is None else "is damaged inside the zip"
    assert (source.cells, source.problem) == ((), f"{MASK} {reason}.")


def test_one_damaged_file_in_a_zip_does_not_spoil_the_others(tmp_path):
    content = zipped({MASK: CODE, "prompt_parser.py": CODE}, zipfile.ZIP_STORED)
    (tmp_path / "eve.zip").write_bytes(content.replace(b"return length", b"return lenght", 1))
    files = read(tmp_path / "eve.zip").files
    assert files["causal_mask_checker"].problem == f"{MASK} is damaged inside the zip."
    assert files["prompt_parser"].cells == (CODE,)


def test_entries_that_overlap_are_counted_each_time(tmp_path, monkeypatch):
    monkeypatch.setattr(intake_files, "MAX_TOTAL", 2_000_000)
    kernel = zipped({MASK: b"#" * 900_000})
    start, end = kernel.index(b"PK\x01\x02"), kernel.index(b"PK\x05\x06")
    header, names = kernel[start:end], [f"{name}.py".encode() for name in EXERCISES]
    entries = b"".join(header[:28] + struct.pack("<H", len(n)) + header[30:46] + n for n in names)
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(names), len(names), len(entries), start, 0)
    problem = refused_or_damaged(tmp_path, kernel[:start] + entries + tail)
    assert "holds more than" in problem or "damaged" in problem


def refused_or_damaged(tmp_path: Path, content: bytes) -> str:
    (tmp_path / "eve.zip").write_bytes(content)
    hand_in = read(tmp_path / "eve.zip")
    return hand_in.problem or "; ".join(source.problem or "fine" for source in hand_in.files.values())


def test_a_zip_with_too_many_entries_is_refused_before_they_are_listed(tmp_path, monkeypatch):
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert refused(tmp_path, b"PK\x01\x02" * 10_001) == "eve.zip holds more than 10,000 files and folders."


def test_a_zip_that_is_too_large_is_refused_unread(tmp_path):
    with open(tmp_path / "eve.zip", "wb") as huge:
        huge.truncate(10**12)
    write(tmp_path, {"mallory/x.txt": ""})
    (tmp_path / "eve.zip").rename(tmp_path / "mallory" / "hand-in.zip")
    assert read(tmp_path / "mallory").problem == "hand-in.zip is larger than 50 MB."
    (tmp_path / "mallory" / "hand-in.zip").rename(tmp_path / "eve.zip")
    assert read(tmp_path / "eve.zip").problem == "eve.zip is larger than 50 MB."


def test_a_bad_zip_inside_refuses_the_hand_in(tmp_path):
    assert read(write(tmp_path / "eve", {"hand-in.zip": "?"})).problem.startswith("hand-in.zip is not a zip")
    assert refused(tmp_path, zipped({"hand-in.zip": b"?"})).startswith("hand-in.zip is not a zip")
