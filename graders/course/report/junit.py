"""JUnit XML, which continuous integration servers show."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path

from graders.course.record import ExerciseRecord, Record, write_whole
from graders.course.report.text import clean, one_line

# A wrong answer is a failure; what kept an answer from being compared is an error.
_KINDS = {"wrong": "failure", "not started": "skipped"}


def write_junit(records: Sequence[Record], path: Path) -> None:
    """Write a test suite per submission, a test case per test, its class the exercise.

    Failures, errors and skipped tests have their outcome as type. Characters that XML 1.0 forbids are
    replaced by U+FFFD.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    root = ET.Element("testsuites", name="text-analysis-lab")
    for record in records:
        root.append(_suite(record))
    _count(root, root)
    ET.indent(root)
    write_whole(path, ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def _suite(record: Record) -> ET.Element:
    suite = ET.Element("testsuite", name=one_line(record.submission))
    properties = ET.SubElement(suite, "properties")
    for name in ("points", "max_points", "grader", "isolation", "key", "hand_in"):
        if (value := getattr(record, name)) is not None:
            ET.SubElement(properties, "property", name=name, value=one_line(str(value)))
    for exercise in record.exercises:
        for name, hidden, outcome, message in _cases(exercise):
            case = ET.SubElement(
                suite,
                "testcase",
                classname=one_line(f"{exercise.unit}.{exercise.name}"),
                name=one_line(name) + (" (hidden)" if hidden else ""),
            )
            if outcome != "passed":
                _add(case, _KINDS.get(outcome, "error"), outcome, message)
    if record.problem:
        case = ET.SubElement(suite, "testcase", classname="hand-in", name="can be read")
        _add(case, "error", "cannot load", record.problem)
    _count(suite, suite)
    suite.set("time", f"{record.seconds:.3f}")
    if record.notes:
        ET.SubElement(suite, "system-out").text = clean("\n".join(record.notes))
    return suite


def _cases(exercise: ExerciseRecord) -> list[tuple[str, bool, str, str]]:
    """Its tests, or itself where nothing was tested, so that it does not vanish."""
    if not exercise.tests:
        return [(exercise.name, False, exercise.outcome, "")]
    return [(test.name, test.hidden, test.outcome, test.message) for test in exercise.tests]


def _add(case: ET.Element, kind: str, outcome: str, message: str) -> None:
    text = clean(message)
    first = one_line(text.strip().split("\n")[0])
    ET.SubElement(case, kind, type=outcome, message=first or outcome).text = text


def _count(element: ET.Element, within: ET.Element) -> None:
    for name, tag in (
        ("tests", "testcase"),
        ("failures", "failure"),
        ("errors", "error"),
        ("skipped", "skipped"),
    ):
        element.set(name, str(sum(1 for _ in within.iter(tag))))
