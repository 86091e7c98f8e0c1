"""Gradescope's `results.json`, one for each submission."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graders.course.record import ExerciseRecord, Record, TestRecord, write_whole
from graders.course.report.text import clean, one_line, safe_names, words

# The message of a hidden test tells the requirement and no input, so students may read it in the end; not
# before the instructor publishes the marks, since a due date differs for whoever has an extension, and
# "hidden" would show them a total that they can never account for.
_HIDDEN = "after_published"


def gradescope_results(record: Record) -> dict[str, Any]:
    """What Gradescope reads for one submission; the total is the record's.

    A test that could not be checked has no status: it neither passed nor failed.

    Notes
    -----
    Format: https://gradescope-autograders.readthedocs.io/en/latest/specs/#output-format
    """
    notes = [record.problem] if record.problem else []
    notes += record.notes
    tests = []
    for i, exercise in enumerate(record.exercises, start=1):
        for j, test in enumerate(exercise.tests or [_whole(exercise)], start=1):
            tests.append(_test(f"{i}.{j}", exercise, test))
    return {
        "score": record.points,
        "execution_time": record.seconds,
        "output": clean("\n".join(notes)),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
        "extra_data": {"grader": clean(record.grader), "hand_in": clean(record.hand_in or "")},
    }


def write_gradescope(records: Sequence[Record], folder: Path) -> None:
    """Write `folder/STUDENT/results.json` for each record.

    Raises
    ------
    OutputError
        If one cannot be written.
    """
    names = safe_names(record.submission for record in records)
    for record in records:
        text = json.dumps(gradescope_results(record), ensure_ascii=False, indent=1) + "\n"
        write_whole(folder / names[record.submission] / "results.json", text.encode("utf-8"))


def _test(place: str, exercise: ExerciseRecord, test: TestRecord) -> dict[str, Any]:
    result = {
        "name": f"{one_line(exercise.name)}: {words(test.name)}",
        "number": place,
        "score": test.points,
        "max_score": test.max_points,
        "output": clean(test.message) or test.outcome,
        "output_format": "text",
        "tags": [one_line(exercise.unit), one_line(exercise.name), test.outcome],
        "visibility": _HIDDEN if test.hidden else "visible",
    }
    if test.outcome != "could not check":
        result["status"] = "passed" if test.outcome == "passed" else "failed"
    return result


def _whole(exercise: ExerciseRecord) -> TestRecord:
    """An exercise of which nothing was tested, so that it does not vanish."""
    return TestRecord("whole_exercise", False, exercise.outcome, exercise.points, exercise.max_points, "")
