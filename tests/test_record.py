"""The record: what is written is read back, and nothing else is read at all."""

import json
import os
import resource
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from graders.course import record as records
from graders.course.errors import UsageError
from graders.course.record import ExerciseRecord, OutputError, Record, TestRecord
from graders.course.schema import to_line

HOSTILE = "<script>\x00\x1b[31m\ud800\u2028\u202e\r\nשלום\t=cmd|' /C calc'!A0" + "x" * 10_000


def graded(submission: str = "alice", points: float = 2.0, message: str = "", **more: object) -> Record:
    test = TestRecord("sees_the_past", False, "wrong", points, 10.0, message)
    exercise = ExerciseRecord("causal_mask", "attention", "wrong", points, 10.0, "transposed", [test])
    return Record(submission, "abc", "bwrap", "key", points, 10.0, 0.5, [exercise], **more)  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "results.jsonl"


def changed(line: bytes, place: tuple[object, ...], value: object) -> bytes:
    data = json.loads(line)
    inner = data
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    return json.dumps(data).encode() + b"\n"


def test_what_is_written_is_read_back(path):
    written = [
        graded("alice"),
        graded("", message=HOSTILE, notes=["one", HOSTILE]),
        graded(HOSTILE, problem="The zip is broken.", hand_in="0" * 64),
        Record("nobody", "abc", "none", "key", 0.0, 0.0, 0.0),
    ]
    for record in written:
        records.append(path, record)
    assert records.read(path) == written
    assert len(path.read_bytes().splitlines()) == len(written)


def test_a_line_has_the_documented_fields_and_optional_ones_only_when_they_say_something(path):
    records.append(path, graded())
    data = json.loads(path.read_text())
    assert list(data) == "schema submission grader isolation key points max_points seconds exercises".split()
    assert data["schema"] == 1
    exercise = data["exercises"][0]
    assert list(exercise) == "name unit outcome points max_points misconception tests".split()
    assert list(exercise["tests"][0]) == "name hidden outcome points max_points message".split()
    records.append(path, graded("bob", problem="Broken.", notes=["A note."], hand_in="f" * 64))
    assert {"problem", "notes", "hand_in"} < json.loads(path.read_text().splitlines()[1]).keys()


def test_the_unfinished_last_line_of_a_killed_run_is_dropped_and_cut_off(path):
    records.append(path, graded("alice"))
    whole = path.read_bytes()
    for torn in (b"{", whole[:-1], b"\xff", b"\x00" * 5000):
        path.write_bytes(whole + torn)
        assert [record.submission for record in records.read(path)] == ["alice"]
        records.append(path, graded("bob"))
        assert [record.submission for record in records.read(path)] == ["alice", "bob"]
        assert path.read_bytes().startswith(whole + b'{"schema"')
    path.write_bytes(whole[:20])
    assert records.read(path) == []
    records.append(path, graded("alice"))
    assert path.read_bytes() == whole


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("schema",), 2),
        (("schema",), True),
        (("points",), "2"),
        (("points",), True),
        (("points",), None),
        (("points",), -1),
        (("points",), float("nan")),
        (("points",), float("inf")),
        (("points",), 10**400),
        (("submission",), 3),
        (("hand_in",), 3),
        (("problem",), False),
        (("notes",), "one"),
        (("notes",), [1]),
        (("surprise",), 1),
        (("exercises",), {}),
        (("exercises", 0), []),
        (("exercises", 0, "misconception"), 1),
        (("exercises", 0, "outcome"), "fine"),
        (("exercises", 0, "outcome"), ["passed"]),
        (("exercises", 0, "tests", 0, "hidden"), 0),
        (("exercises", 0, "tests", 0, "outcome"), "Passed"),
        (("exercises", 0, "tests", 0, "message"), None),
    ],
)
def test_a_wrong_line_is_told_with_file_and_line(path, place, value):
    records.append(path, graded("alice"))
    line = path.read_bytes()
    path.write_bytes(line + changed(line, place, value) + line)
    with pytest.raises(UsageError) as error:
        records.read(path)
    assert str(error.value).startswith(f"{path}, line 2: ")
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 400


@pytest.mark.parametrize("line", [b"", b"[]", b"null", b"{}", b"\xff\xfe", b"{'a': 1}", b"[" * 100_000, b"1" * 5000])
def test_a_line_that_is_no_record_is_told_and_ends_nothing_else(path, line):
    path.write_bytes(line + b"\n")
    with pytest.raises(UsageError, match="line 1"):
        records.read(path)


def test_every_missing_field_is_told(path):
    for part in ([], ["exercises", 0], ["exercises", 0, "tests", 0]):
        records.append(path, graded())
        data = json.loads(path.read_text())
        inner = data
        for step in part:
            inner = inner[step]
        for name in list(inner):
            value = inner.pop(name)
            path.write_text(json.dumps(data) + "\n")
            with pytest.raises(UsageError, match=r"line 1.*(missing|schema)"):
                records.read(path)
            inner[name] = value
        path.unlink()


def test_a_line_is_never_read_without_bound(path, monkeypatch):
    monkeypatch.setattr(records, "LONGEST_LINE", 2000)
    path.write_bytes(b" " * 5000 + b"\n")
    with pytest.raises(UsageError, match="line 1: longer than 2,000"):
        records.read(path)
    path.write_bytes(b" " * 5000)
    with pytest.raises(OutputError, match="too long"):
        records.append(path, graded())


def test_a_record_that_could_not_be_read_is_not_written(path):
    records.append(path, graded("alice"))
    before = path.read_bytes()
    for record in (graded(points=float("nan")), graded(points=-1.0), graded(message="x" * 10_000_000)):
        with pytest.raises(ValueError, match=r"points|longer|JSON compliant"):
            records.append(path, record)
    assert path.read_bytes() == before


def test_a_later_line_of_a_submission_replaces_the_earlier(path):
    for record in (graded("alice"), graded("bob"), graded("alice", 7.0)):
        records.append(path, record)
    assert [(record.submission, record.points) for record in records.read(path)] == [
        ("alice", 7.0),
        ("bob", 2.0),
    ]


def test_a_missing_file_and_a_folder_are_told_in_one_sentence(path, tmp_path):
    for place in (path, tmp_path):
        with pytest.raises(UsageError, match="Cannot read"):
            records.read(place)


def test_a_finished_record_is_the_same_bytes_in_whatever_order_it_was_written(path):
    order = ["carol", "alice", "bob"]
    for given in (["alice", "bob", "carol"], ["bob", "carol", "alice"]):
        path.unlink(missing_ok=True)
        for name in given:
            records.append(path, graded(name))
        records.finish(path, order)
        assert [record.submission for record in records.read(path)] == order
        assert path.read_bytes() == b"".join(to_line(graded(name)) for name in order)
        assert os.listdir(path.parent) == [path.name]


def test_finishing_loses_no_submission(path):
    for name in ("zoe", "bob", "alice"):
        records.append(path, graded(name))
    records.finish(path, ["alice", "absent", "bob"])
    assert [record.submission for record in records.read(path)] == ["alice", "bob", "zoe"]


def test_a_full_disk_leaves_what_was_written(path, monkeypatch):
    records.append(path, graded("alice"))
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OutputError, match=r"Cannot write .*No space left on device\.$"):
            records.append(path, graded("bob"))
        assert path.read_bytes() == before
        with pytest.raises(OutputError):
            records.finish(path, ["alice"])
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == [path.name]
    records.append(path, graded("bob"))
    assert len(records.read(path)) == 2


def test_a_line_of_which_the_disk_takes_only_a_part_is_taken_back(path):
    records.append(path, graded("alice"))
    before = path.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 50, hard))
    try:
        with pytest.raises(OutputError, match="the disk is full"):
            records.append(path, graded("bob"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == before


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_device_without_room_is_told_in_one_sentence():
    with pytest.raises(OutputError, match="No space left"):
        records.append(Path("/dev/full"), graded())


def test_a_place_that_is_not_ours_is_told_in_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file" / "results.jsonl", tmp_path / "absent" / "results.jsonl", tmp_path):
        with pytest.raises(OutputError, match="Cannot write"):
            records.append(path, graded())
    with pytest.raises(OutputError):
        records.write_whole(tmp_path / "file" / "report.html", b"")


def test_a_quiz_is_kept_and_a_record_without_one_is_as_it_ever_was(path):
    questions = [records.QuestionRecord("q1", "passed", ""), records.QuestionRecord("q2", "not started", "")]
    record = replace(graded(), quizzes=[records.QuizRecord("attention", 1.0, 2.0, questions)])
    records.append(path, graded("bob"))
    assert b"quiz" not in path.read_bytes()
    records.append(path, record)
    assert records.read(path) == [graded("bob"), record]
    line = path.read_bytes().splitlines()[1]
    for broken in (line.replace(b'"q1"', b"1"), line.replace(b'"unit": "attention", "points": 1.0', b'"points": 1.0')):
        path.write_bytes(broken + b"\n")
        with pytest.raises(UsageError, match=r"line 1: quizzes\[0\]"):
            records.read(path)


def test_records_are_identical_but_for_the_time_they_took():
    record = graded()
    assert records.identical(record, replace(record, seconds=9.0))
    for name, value in (
        ("points", 3.0),
        ("submission", "bob"),
        ("notes", ["x"]),
        ("exercises", []),
        ("key", ""),
    ):
        assert not records.identical(record, replace(record, **{name: value}))
    assert asdict(record)["seconds"] == 0.5
