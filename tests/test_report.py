"""The reports: every one says what the record says, whatever a student wrote into it."""

import csv
import io
import json
import re
import time
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from graders.course import report
from graders.course.record import (
    OUTCOMES,
    ExerciseRecord,
    OutputError,
    QuestionRecord,
    QuizRecord,
    Record,
    TestRecord,
)
from graders.course.report.summary import by_exercise
from graders.course.report.text import clean, safe_names

HOSTILE = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>'",
    "</pre></style><!-- ]]> &amp; {{ 7 * 7 }} {% raw %} [red]x[/red]",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " \n=1",
    "\uff1d1",
    'a,b;"c"\nd',
    "\x00\x01\x08\x0b\x1b[31m\x1b]0;x\x07\x7f\x9b\ufffe\uffff",
    "\ud800 \udfff",
    "\u202eevil\u2066",
    "שלום עולם",
    "../../etc/passwd",
    "..",
    ".",
    "",
    "con",
    "NUL.txt",
    "x" * 10_000,
    "名前 🎓",
]
TITLES = {"causal_mask": "Check the mask", "attention": "Attention inside transformers"}


def case(name="sees_the_past", outcome="passed", points=2.0, most=2.0, message="", hidden=False):
    return TestRecord(name, hidden, outcome, points, most, message)


def exercise(name="causal_mask", outcome="passed", tests=None, misconception=None, unit="attention"):
    tests = [case()] if tests is None else tests
    points, most = sum(test.points for test in tests), sum(test.max_points for test in tests)
    return ExerciseRecord(name, unit, outcome, points, most, misconception, tests)


def graded(submission="alice", exercises=None, **more):
    exercises = [exercise()] if exercises is None else exercises
    points, most = sum(e.points for e in exercises), sum(e.max_points for e in exercises)
    return Record(submission, "abc", "bwrap", "key", points, most, 1.25, exercises, **more)


def failing(message="It is wrong.", outcome="wrong", **more):
    tests = [
        case("sees_the_past"),
        case("hides_the_future", outcome, 0.0, 3.0, message),
        case("holds_for_any_length", outcome, 0.0, 5.0, "The values are wrong.", hidden=True),
    ]
    return exercise(outcome=outcome, tests=tests, **more)


def hostile_class():
    return [
        graded(
            text,
            [failing(text), failing(text, name=text, unit=text, misconception=text)],
            problem=text,
            notes=[text],
            quizzes=[QuizRecord(text, 1.0, 2.0, [QuestionRecord(text, "wrong", text)])],
        )
        for text in HOSTILE
    ]


class Page(HTMLParser):
    """A page's elements, attributes, ids and text; unclosed and unopened elements are errors."""

    VOID = frozenset({"meta", "br", "hr", "img", "link", "input"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags, self.ids, self.links, self.words, self.open = Counter(), [], [], [], []
        self.attributes: Counter[str] = Counter()
        self.feed(text)
        self.close()
        assert self.open == []
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag, attributes):
        self.tags[tag] += 1
        for name, value in attributes:
            self.attributes[name] += 1
            if name == "id":
                self.ids.append(value)
            if name == "href":
                self.links.append(value)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.words.append(data)


def page_of(records, tmp_path, **more):
    report.write_html(records, tmp_path / "report.html", TITLES, **more)
    return Page((tmp_path / "report.html").read_text("utf-8"))


def table_of(records, encoding="utf-8"):
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    report.print_table(records, stream)
    stream.flush()
    return stream.buffer.getvalue().decode(encoding)


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def assert_is_harmless(page):
    assert not page.tags.keys() & {"script", "img", "iframe", "object", "svg", "link", "form", "base"}
    assert page.attributes["src"] == 0
    assert not [name for name in page.attributes if name.startswith("on")]
    assert len(page.ids) == len(set(page.ids))
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)


# The class as a page


def test_a_class_page_needs_nothing_else_and_runs_nothing(tmp_path):
    page = page_of([graded(), graded("bob", [failing(misconception="transposed")])], tmp_path)
    text = (tmp_path / "report.html").read_text()
    assert_is_harmless(page)
    assert not re.search(r"https?://|url\(|@import", text)
    assert "default-src 'none'" in text
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text


def test_a_class_page_tells_what_the_class_did(tmp_path):
    records = [
        graded("alice"),
        graded("bob", [failing("It is the wrong way round.", misconception="transposed")]),
        graded("carol", [failing(misconception="transposed")]),
        graded("dave", [exercise(outcome="not started", tests=[case(outcome="not started", points=0.0)])]),
    ]
    text = page_of(records, tmp_path).text
    for told in (
        "4 students",
        "Attention inside transformers",
        "Check the mask causal_mask 1 of 4 passed",
        "2× transposed bob , carol",
        "It is the wrong way round.",
        "hides the future",
        "holds for any length hidden test",
        "Read exercises/attention/README.md#causal_mask-transposed",
        "– not started causal_mask",
    ):
        assert told in text, told


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_is_shown_by_a_word_and_a_shape_too(tmp_path, outcome):
    shown = {o: page_of([graded(exercises=[failing(outcome=o)])], tmp_path).text for o in OUTCOMES}
    assert f" {outcome}" in shown[outcome]
    assert len(set(shown.values())) == len(OUTCOMES)


def test_what_could_not_be_checked_or_read_stands_at_the_top(tmp_path):
    records = [
        graded("alice", [exercise(outcome="could not check", tests=[case(outcome="could not check")])]),
        graded("bob", [], problem="hand-in.zip is not a zip file."),
    ]
    top = page_of(records, tmp_path).text.split("Check the mask")[0]
    assert "Could not check (our fault, costs no marks): alice (causal_mask)" in top
    assert "Could not be read bob : hand-in.zip is not a zip file." in top


def test_what_to_read_is_a_link_where_it_can_be_read(tmp_path):
    records = [graded("bob", [failing(misconception="transposed")])]
    page = page_of(records, tmp_path, readme="https://example.org/exercises")
    assert "https://example.org/exercises/attention/README.md#causal_mask-transposed" in page.links


def test_neighbouring_tests_that_say_the_same_are_told_once(tmp_path):
    tests = [case(name, "cannot load", 0.0, 2.0, "Line 3 is no Python.") for name in ("one", "two", "three")]
    text = page_of([graded("bob", [exercise(outcome="cannot load", tests=tests)])], tmp_path).text
    assert text.count("Line 3 is no Python.") == 1
    assert "one 0 /2 two 0 /2 three 0 /2" in text


def test_a_students_page_says_nothing_of_anybody_else(tmp_path):
    records = [
        graded("alice"),
        graded("bob", [failing("Wrong for bob.", misconception="transposed")], notes=["A note."]),
    ]
    report.write_all(records, tmp_path, TITLES)
    alice, bob = (Page((tmp_path / f"students/{name}.html").read_text()) for name in ("alice", "bob"))
    assert "Feedback for alice" in alice.text
    assert "bob" not in alice.text
    for told in ("Wrong for bob.", "A note.", "hidden test", "Passed sees the past", "2 /10 points"):
        assert told in bob.text, told


# What a student wrote is text


def test_hostile_texts_stay_text_on_every_page(tmp_path):
    records = hostile_class()
    report.write_all(records, tmp_path, {})
    pages = [tmp_path / "report.html", *(tmp_path / "students").iterdir()]
    assert len(pages) == len(HOSTILE) + 1
    for path in pages:
        text = path.read_text("utf-8")
        assert_is_harmless(Page(text))
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ufffe\uffff]", text)
    text = Page((tmp_path / "report.html").read_text()).text
    for shown in ("<script>alert(1)</script>", "{{ 7 * 7 }} {% raw %}", "שלום עולם", "x" * 10_000, "名前 🎓"):
        assert shown in text, shown


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
def test_hostile_texts_cannot_steer_a_terminal(encoding):
    table = table_of(hostile_class(), encoding)
    assert "\x1b" not in table
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", table)
    assert "[red]x[/red]" in table


def test_no_cell_of_a_student_is_a_formula(tmp_path):
    records = hostile_class()
    report.write_all(records, tmp_path, {})
    for name, column in (("marks.csv", "submission"), ("tests.csv", "message")):
        rows = rows_of(tmp_path / name)
        assert all(not re.match(r"\s*[=+\-@＝]|[\t\r\n]", row[column]) for row in rows)
    shown = [row["submission"] for row in rows_of(tmp_path / "marks.csv")]
    for text, cell in zip(HOSTILE, shown, strict=True):
        assert cell.removeprefix("'") == clean(text)
    assert {"'=cmd|' /C calc'!A0", "'-1", 'a,b;"c"\nd'} < set(shown)


def with_quiz(name="alice", points=1.0):
    questions = [QuestionRecord("q1", "passed", ""), QuestionRecord("q2", "wrong", "masks: Look at the rows.")]
    return graded(name, quizzes=[QuizRecord("attention", points, 2.0, questions)])


def test_a_quiz_is_shown_apart_from_the_points(tmp_path):
    records = [with_quiz(), graded("ben")]
    report.write_csv(records, tmp_path / "marks.csv")
    alice, ben = rows_of(tmp_path / "marks.csv")
    assert (alice["quiz_attention"], alice["quiz_attention_max"], alice["total"]) == ("1.0", "2.0", "2.0")
    assert (ben["quiz_attention"], ben["quiz_attention_max"], ben["total"]) == ("", "", "2.0")
    assert "Quiz attention, apart from the points: 1 handed in, 1/2 on average." in table_of(records)
    report.write_student_html(records[0], tmp_path / "alice.html", TITLES)
    page = Page((tmp_path / "alice.html").read_text("utf-8"))
    assert "masks: Look at the rows." in page.text
    assert "1 /2" in page.text
    report.write_markdown(records, tmp_path / "summary.md")
    assert "| quiz attention, apart from the points | | 1 of 2 |" in (tmp_path / "summary.md").read_text("utf-8")


def test_without_a_quiz_nothing_speaks_of_one(tmp_path):
    report.write_all([graded()], tmp_path, TITLES)
    assert not [p for p in tmp_path.rglob("*") if p.is_file() and "quiz" in p.read_text("utf-8").lower()]
    assert "uiz" not in table_of([graded()])


def test_safe_names_are_one_folder_each_on_every_file_system():
    names = [
        *HOSTILE,
        "alice",
        "Alice",
        "ALICE",
        "a/b",
        "a\\b",
        "a_b",
        "x" * 9_999,
        "é",
        "e\u0301",
        "-rf",
        "~",
    ]
    safe = safe_names(names)
    assert set(safe) == set(names)
    assert len({name.lower() for name in safe.values()}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,90}", name) for name in safe.values())
    assert safe["alice"] == "alice"
    assert safe_names(["a/b"])["a/b"] == safe["a/b"]


def test_safe_names_take_nobody_elses():
    changed = safe_names(["a/b"])["a/b"]
    assert len(set(safe_names(["a/b", changed]).values())) == 2
    assert safe_names(["a/b", changed])[changed] == changed


# Numbers come from the record


def test_every_sum_is_the_records_own(tmp_path):
    odd = replace(graded("bob", [replace(failing(), points=6.5)]), points=41.25, max_points=50.0)
    report.write_all([odd], tmp_path, TITLES)
    row = rows_of(tmp_path / "marks.csv")[0]
    assert (float(row["total"]), float(row["max_points"]), float(row["causal_mask"])) == (41.25, 50.0, 6.5)
    assert json.loads((tmp_path / "gradescope/bob/results.json").read_text())["score"] == 41.25
    assert "41.25 /50 points" in Page((tmp_path / "students/bob.html").read_text()).text
    assert "41.25/50" in table_of([odd])
    assert ET.parse(tmp_path / "junit.xml").find(".//property[@name='points']").get("value") == "41.25"


def test_an_exercise_that_was_not_graded_is_empty_and_not_zero(tmp_path):
    records = [graded("alice", [exercise("one")]), graded("bob", [exercise("one"), exercise("two")])]
    report.write_csv(records, tmp_path / "marks.csv")
    rows = rows_of(tmp_path / "marks.csv")
    assert [row["two"] for row in rows] == ["", "2.0"]
    assert list(rows[0]) == [
        "submission",
        "one",
        "two",
        "total",
        "max_points",
        "could_not_check",
        "problem",
        "notes",
    ]


def test_what_could_not_be_checked_is_no_part_of_an_average():
    records = [graded("alice"), graded("bob", [exercise(outcome="could not check", tests=[])])]
    assert by_exercise(records)[0].mean == 2.0
    assert by_exercise(records[1:])[0].mean is None


def test_the_long_csv_has_a_row_for_each_test(tmp_path):
    report.write_long_csv([graded(), graded("bob", [failing(misconception="transposed")])], tmp_path / "tests.csv")
    rows = rows_of(tmp_path / "tests.csv")
    assert [(row["submission"], row["test"], row["hidden"]) for row in rows] == [
        ("alice", "sees_the_past", "no"),
        ("bob", "sees_the_past", "no"),
        ("bob", "hides_the_future", "no"),
        ("bob", "holds_for_any_length", "yes"),
    ]
    assert rows[2] == rows[2] | {
        "unit": "attention", "exercise": "causal_mask", "misconception": "transposed", "outcome": "wrong",
        "points": "0.0", "max_points": "3.0", "message": "It is wrong.",
    }  # fmt: skip


# Other programs


def test_junit_counts_what_it_contains_and_types_are_outcomes(tmp_path):
    records = [*(graded(outcome, [failing(outcome=outcome)]) for outcome in OUTCOMES), *hostile_class()]
    report.write_junit(records, tmp_path / "junit.xml")
    root = ET.parse(tmp_path / "junit.xml").getroot()
    suites = list(root)
    assert len(suites) == len(records)
    for element in (root, *suites):
        for attribute, tag in {
            "tests": "testcase",
            "failures": "failure",
            "errors": "error",
            "skipped": "skipped",
        }.items():
            assert int(element.get(attribute)) == len(list(element.iter(tag)))
    kinds = {suite.get("name"): {child.tag for child in suite.iter() if child.get("type")} for suite in suites}
    assert kinds["passed"] == set()
    assert (kinds["wrong"], kinds["not started"], kinds["could not check"]) == (
        {"failure"},
        {"skipped"},
        {"error"},
    )
    for suite, outcome in zip(suites[1:], OUTCOMES[1:], strict=False):
        assert {child.get("type") for child in suite.iter() if child.get("type")} == {outcome}
    case = suites[1][2]
    assert (case.get("classname"), case.get("name")) == ("attention.causal_mask", "hides_the_future")
    assert suites[1].get("time") == "1.250"


def test_junit_shows_a_hand_in_that_could_not_be_read(tmp_path):
    report.write_junit([graded("bob", [], problem="It is no zip file.")], tmp_path / "junit.xml")
    assert ET.parse(tmp_path / "junit.xml").find(".//error").text == "It is no zip file."


def test_gradescope_results_have_the_documented_fields():
    record = graded("bob", [exercise("first"), failing()], notes=["A note."], hand_in="f" * 64)
    results = report.gradescope_results(record)
    assert (results["score"], results["execution_time"], results["output"]) == (4.0, 1.25, "A note.")
    assert (results["visibility"], results["stdout_visibility"]) == ("visible", "hidden")
    assert [test["number"] for test in results["tests"]] == ["1.1", "2.1", "2.2", "2.3"]
    assert results["tests"][2] == {
        "name": "causal_mask: hides the future",
        "number": "2.2",
        "score": 0.0,
        "max_score": 3.0,
        "status": "failed",
        "output": "It is wrong.",
        "output_format": "text",
        "tags": ["attention", "causal_mask", "wrong"],
        "visibility": "visible",
    }
    assert [test["status"] for test in results["tests"]] == ["passed", "passed", "failed", "failed"]
    assert [test["visibility"] for test in results["tests"]][3] == "after_published"


def test_gradescope_is_not_told_that_an_unchecked_test_failed_or_passed():
    record = graded(exercises=[failing(outcome="could not check")])
    assert ["status" in test for test in report.gradescope_results(record)["tests"]] == [True, False, False]


def test_gradescope_shows_an_exercise_without_tests():
    whole = replace(exercise(outcome="cannot load", tests=[]), max_points=10.0)
    (test,) = report.gradescope_results(graded(exercises=[whole]))["tests"]
    assert (test["score"], test["max_score"], test["status"], test["output"]) == (
        0.0,
        10.0,
        "failed",
        "cannot load",
    )


def test_gradescope_gets_a_folder_for_each_student(tmp_path):
    records = hostile_class()
    report.write_gradescope(records, tmp_path / "gradescope")
    found = list((tmp_path / "gradescope").glob("*/results.json"))
    assert len(found) == len(records)
    assert [path.name for path in tmp_path.iterdir()] == ["gradescope"]
    for path in found:
        json.loads(path.read_text("utf-8"))["tests"][0]["output"].encode("utf-8")


# The terminal


def test_the_table_has_points_or_a_short_word():
    records = [
        graded("alice", [failing(misconception="transposed")]),
        graded("bob", [exercise(outcome="not started", tests=[case(outcome="not started", points=0.0)])]),
        graded("carol", [exercise(outcome="could not check")]),
        graded("dave", [], problem="It is no zip file."),
    ]
    lines = [" ".join(line.split()) for line in table_of(records).splitlines()]
    for line in (
        "alice 2 2/10",
        "bob not started 0/2",
        "carol 2 unchecked 2/2",
        "dave 0/0",
        "causal_mask 0 of 3 1/10 transposed (1)",
        "Could not be read: dave: It is no zip file.",
        "Could not check (our fault, costs no marks): carol (causal_mask).",
    ):
        assert line in lines, line


# Any size


def large_class(students, exercises=27):
    units = ("attention", "representation", "generative", "clustering")
    parts = []
    for number in range(exercises):
        named = {"name": f"some_exercise_{number}", "unit": units[number * 4 // exercises]}
        if number % 3:
            parts.append(exercise(tests=[case()] * 7, **named))
        else:
            parts.append(failing(f"Message {number}.\n" * 5, misconception="transposed", **named))
    return [graded(f"student-{number:03}", parts) for number in range(students)]


def test_a_table_of_27_exercises_is_by_unit_and_fits_in_100_columns():
    table = table_of(large_class(5))
    assert max(map(len, table.splitlines())) <= 100
    assert "attention" in table
    for number in range(27):
        assert re.search(rf"some_exercise_{number} +\d of 5", table)
    assert "…" not in table


def test_a_class_of_200_with_27_exercises_is_reported_in_seconds(tmp_path):
    records = large_class(200)
    start = time.process_time()
    report.write_all(records, tmp_path, {})
    table_of(records)
    # Two seconds on a laptop; a report that is quadratic in anything takes minutes.
    assert time.process_time() - start < 15
    assert_is_harmless(Page((tmp_path / "report.html").read_text()))


@pytest.mark.parametrize("records", [[], [graded()], [graded(exercises=[])], [graded("x", [], problem="No.")]])
def test_no_student_one_student_and_no_exercise_make_valid_reports(tmp_path, records):
    report.write_all(records, tmp_path, {})
    assert_is_harmless(Page((tmp_path / "report.html").read_text()))
    assert len(rows_of(tmp_path / "marks.csv")) == len(records)
    assert len(ET.parse(tmp_path / "junit.xml").getroot()) == len(records)
    assert len(table_of(records)) > 0


def test_reports_are_the_same_bytes_each_time(tmp_path):
    for name in ("one", "two"):
        report.write_all(hostile_class(), tmp_path / name, TITLES)
    files = [path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file()]
    assert len(files) == 5 + 2 * len(HOSTILE)
    assert all((tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes() for file in files)


def test_a_report_that_cannot_be_written_is_told_in_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"^Cannot write .*\.$"):
        report.write_all([graded()], Path(tmp_path / "file"), {})
