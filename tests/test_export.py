"""A gradebook gets each point once, for the right person, and never a 0 that nobody earned."""

import csv
import io

import pytest

from graders.course.errors import UsageError
from graders.course.export import export, write_export
from graders.course.record import ExerciseRecord, QuestionRecord, QuizRecord, Record, TestRecord, append
from graders.course.roster import Person, Roster, read_roster
from graders.kit.catalog import units

ATTENTION, CLUSTERING = units()["attention"].title, units()["clustering"].title


def exercise(name="causal_mask_checker", unit="attention", outcome="passed", points=10.0):
    return ExerciseRecord(name, unit, outcome, points, 10.0, None, [TestRecord("x", False, outcome, points, 10.0, "")])


def graded(name, *exercises, **more):
    exercises = list(exercises) or [exercise(), exercise("kmeans_evaluator", "clustering", "wrong", 2.5)]
    points, most = sum(e.points for e in exercises), sum(e.max_points for e in exercises)
    return Record(name, "abc", "bwrap", "key", points, most, 1.0, exercises, **more)


def table(records, to, roster=None):
    exported = export(records, to, roster)
    header, *rows = [[str(cell) for cell in row] for row in exported.rows]
    return header, rows, exported.remarks


def roster_of(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "roster.csv"
    path.write_bytes(text.encode(encoding))
    return read_roster(path)


CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Root Account,Section,Essay (17),"
    f"{ATTENTION} (4711),Current Score\r\n"
    ",,,,,,Manual Posting,,\r\n"
    "    Points Possible,,,,,,10,20,(read only)\r\n"
    '"Lovelace, Ada",101,S1,ada,uni.example,"A, and B",,,\r\n'
    '"Hopper, Grace",102,S2,grace,uni.example,A,,,\r\n'
)
MOODLE = (
    "First name,Last name,ID number,Email address\n"
    '"Ada","Lovelace",S1,ada@uni.example\n'
    "Grace,Hopper,,grace@uni.example\n"
)


def test_canvas_gets_its_columns_the_points_possible_and_a_row_for_each_student():
    header, rows, remarks = table([graded("ada"), graded("grace")], "canvas")
    assert header == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", ATTENTION, CLUSTERING]
    assert rows[0] == ["    Points Possible", "", "", "", "", "10", "10"]
    assert rows[1:] == [["ada", "", "", "ada", "", "10", "2.5"], ["grace", "", "", "grace", "", "10", "2.5"]]
    assert remarks == []


def test_a_gradebook_of_canvas_is_a_roster_and_its_titles_are_kept(tmp_path):
    header, rows, remarks = table([graded("ada"), graded("S2")], "canvas", roster_of(tmp_path, CANVAS))
    who = ["Student", "ID", "SIS User ID", "SIS Login ID", "Root Account", "Section"]
    assert header == [*who, f"{ATTENTION} (4711)", CLUSTERING]
    assert rows[1] == ["Lovelace, Ada", "101", "S1", "ada", "uni.example", "A, and B", "10", "2.5"]
    assert rows[2][:2] == ["Hopper, Grace", "102"]
    assert remarks == []


def test_participants_of_moodle_are_a_roster_and_feedback_goes_beside_the_grade(tmp_path):
    header, rows, _ = table([graded("ada@uni.example"), graded("grace")], "moodle", roster_of(tmp_path, MOODLE))
    # Grace has no ID number, and Moodle would give her row to whoever stands above it.
    assert header[0] == "Email address"
    assert header[1:] == [ATTENTION, f"{ATTENTION}: feedback", CLUSTERING, f"{CLUSTERING}: feedback"]
    assert rows[0][:3] == ["ada@uni.example", "10", "causal_mask_checker: 10 of 10, passed"]
    assert rows[1][0] == "grace@uni.example"


@pytest.mark.parametrize("to", ["canvas", "moodle"])
def test_what_could_not_be_checked_is_no_grade_and_is_told(to):
    broken = exercise("prefix_probe", outcome="could not check", points=0.0)
    header, rows, remarks = table([graded("ada", exercise(), broken), graded("grace")], to)
    cell = {name: row[header.index(ATTENTION)] for row in rows for name in ("ada", "grace") if name in row}
    # An empty cell of a new item is a 0 to Moodle.
    assert cell == {"ada": {"canvas": "", "moodle": "-"}[to], "grace": "10"}
    assert remarks == [f"Could not be checked, and without a grade in {ATTENTION}: ada."]
    none = [row[header.index(CLUSTERING)] for row in rows if "ada" in row]
    assert none == [{"canvas": "", "moodle": "-"}[to]]


def test_a_quiz_is_a_column_of_its_own():
    quiz = QuizRecord("attention", 1.0, 2.0, [QuestionRecord("q1", "wrong", "why")])
    header, rows, _ = table([graded("ada", quizzes=[quiz]), graded("grace")], "canvas")
    assert [row[header.index(f"{ATTENTION}: quiz")] for row in rows] == ["2", "1", ""]


def test_who_is_in_no_roster_or_twice_or_without_hand_in_is_left_out_and_told(tmp_path):
    records = [graded("ada"), graded("S1"), graded("nobody")]
    _, rows, remarks = table(records, "canvas", roster_of(tmp_path, CANVAS))
    assert rows[1:] == []
    assert remarks == [
        "Not in the roster, or in it more than once, and left out: nobody.",
        "Hand-ins of one person, and left out: ada, S1 (Lovelace, Ada).",
        "In the roster without a hand-in, and left out: Hopper, Grace.",
    ]


def test_nobody_of_two_with_one_name_is_guessed():
    roster = Roster([Person(name="Ada", canvas_id="1", login="a1"), Person(name="Ada", canvas_id="2", login="a2")])
    assert roster.find("Ada") is None
    assert roster.find("a2") == roster.people[1]


def test_names_of_downloads_are_understood(tmp_path):
    canvas, moodle = roster_of(tmp_path, CANVAS), roster_of(tmp_path, MOODLE)
    for name in ("lovelaceada_101_5567_hand_in", "lovelaceada_late_101_5567_work-2", "LOVELACE, ada", "S1", "ada"):
        assert canvas.find(name) == canvas.people[0], name
    for name in ("Ada Lovelace_4711_assignsubmission_file", "ada  lovelace", "ada"):
        assert moodle.find(name) == moodle.people[0], name
    assert canvas.find("lovelaceada_999_5567_hand_in") is None


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("\ufeffsubmission;Username;Noten\nada;al1;\n", "utf-8"),
        ("submission\tUsername\nada\tal1\n", "utf-16"),
        ("Username,submission\r\nal1,ada\r\n\r\n", "utf-8"),
    ],
)
def test_a_roster_of_ones_own_in_any_common_form(tmp_path, text, encoding):
    roster = roster_of(tmp_path, text, encoding)
    assert [person.login for person in roster.people] == ["al1"]
    assert roster.find("ADA").login == "al1"


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "\0\0", "Grade\n1\n"])
def test_a_roster_that_names_nobody_is_told_in_one_sentence(tmp_path, text):
    with pytest.raises(UsageError, match=r"^--roster: .*\.$"):
        roster_of(tmp_path, text)


HOSTILE = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "a\nb", 'say "hi", ada', "x,y;z", "名前"]


@pytest.mark.parametrize("to", ["canvas", "moodle"])
def test_every_name_comes_back_as_text_and_none_is_a_formula(tmp_path, to):
    records = [graded(name, exercise(unit=name)) for name in HOSTILE]
    exported = export(records, to)
    write_export(exported, tmp_path / "out.csv")
    data = (tmp_path / "out.csv").read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    assert len({len(row) for row in rows}) == 1
    assert not [
        cell for row in rows for cell in row if cell[:1] in tuple("=+@\t\r") or (cell[:1] == "-" and cell != "-")
    ]
    assert {row[0].lstrip("'") for row in rows[{"canvas": 2, "moodle": 1}[to] :]} == set(HOSTILE)
    formulas = [name for name in HOSTILE if name[0] in "=+-@\t"]
    assert len([r for r in exported.remarks if "apostrophe" in r]) == len(formulas)


def test_the_command_writes_beside_the_record_and_its_status_tells_that_somebody_is_left_out(course, tmp_path):
    append(tmp_path / "results.jsonl", graded("ada"))
    done = course.lab("export", tmp_path, "--to", "canvas")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "canvas.csv").read_text("utf-8").splitlines()[2] == "ada,,,ada,,10,2.5"
    (tmp_path / "roster.csv").write_text("Username\ngrace\n")
    done = course.lab(
        "export", tmp_path, "--to", "moodle", "--roster", tmp_path / "roster.csv", "--out", tmp_path / "m.csv"
    )
    assert done.returncode == 1
    assert "left out: ada." in done.stdout
    assert course.lab("export", tmp_path, "--to", "blackboard").returncode == 2
    assert course.lab("export", tmp_path / "none", "--to", "moodle").returncode == 2
