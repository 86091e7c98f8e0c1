"""The class, or one student's feedback, as a page that needs nothing but itself."""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from statistics import mean, median
from typing import Any
from urllib.parse import quote

from jinja2 import Environment

from graders.course.record import ExerciseRecord, Outcome, Record, write_whole
from graders.course.report.summary import by_exercise, by_unit, unchecked
from graders.course.report.templating import pages
from graders.course.report.text import safe_names

# A shape for each outcome, for whoever cannot tell the colours apart, on paper too.
_SHAPES: dict[Outcome, str] = {
    "passed": "✓",
    "wrong": "✗",
    "raised": "!",
    "timed out": "∞",
    "crashed": "†",
    "cannot load": "¶",
    "refused": "⊘",
    "not started": "–",
    "could not check": "?",
}
_BINS = 10


def write_html(records: Sequence[Record], path: Path, titles: Mapping[str, str], readme: str | None = None) -> None:
    """Write the report on a class: overview, table of marks, and each student's failures.

    Parameters
    ----------
    titles
        The title of each exercise, and of each unit, by its name; a name without one stands for itself.
    readme
        Where the folder `exercises` can be read (an address without a slash at its end), to link what
        students should read; without it there are no links out of the page.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    summaries = by_exercise(records)
    anchors = safe_names(record.submission for record in records)
    shares = [record.points / record.max_points for record in records if record.max_points]
    page = _render(
        "class.html",
        titles,
        readme,
        records=records,
        anchors=anchors,
        summaries=summaries,
        units=by_unit(summaries),
        shapes={outcome: _SHAPES[outcome] for outcome in _SHAPES if any(s.outcomes[outcome] for s in summaries)},
        given={record.submission: {e.name: e for e in record.exercises} for record in records},
        mean=mean(record.points for record in records) if records else None,
        middle=median(record.points for record in records) if records else None,
        full=sum(record.points == record.max_points for record in records),
        max_points=max((record.max_points for record in records), default=0),
        unchecked={record.submission: names for record in records if (names := unchecked(record))},
        bins=_bins(shares),
    )
    write_whole(path, page)


def write_student_html(record: Record, path: Path, titles: Mapping[str, str], readme: str | None = None) -> None:
    """Write one student's feedback, which says nothing of anybody else.

    Parameters are those of `write_html`.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    write_whole(path, _render("student.html", titles, readme, record=record))


def _render(template: str, titles: Mapping[str, str], readme: str | None, **values: Any) -> bytes:
    page = (
        environment()
        .get_template(template)
        .render(
            title=lambda name: titles.get(name, name),
            reading=lambda exercise: _reading(exercise, readme),
            **values,
        )
    )
    return page.encode("utf-8")


@cache
def environment() -> Environment:
    """The environment of the templates beside this module."""
    environment = pages(Path(__file__).parent / "templates")
    environment.globals |= {"failures": _failures, "shape": _SHAPES.__getitem__}
    return environment


def _failures(exercise: ExerciseRecord) -> list[dict[str, Any]]:
    """Its tests that did not pass; neighbours that say the same are told once."""
    failed = [test for test in exercise.tests if test.outcome != "passed"]
    groups = groupby(failed, key=lambda test: (test.outcome, test.message))
    return [{"outcome": outcome, "message": message, "tests": list(tests)} for (outcome, message), tests in groups]


def _reading(exercise: ExerciseRecord, readme: str | None) -> dict[str, str] | None:
    """Where its misconception is explained, with a link if there is one; None where a message says so."""
    place = f"{exercise.unit}/README.md#{exercise.name}-{exercise.misconception}"
    told = any(place in test.message for test in exercise.tests)
    if not exercise.misconception or (told and not readme):
        return None
    return {"place": f"exercises/{place}", "link": f"{readme}/{quote(place, safe='/#')}" if readme else ""}


def _bins(shares: Sequence[float]) -> list[dict[str, Any]]:
    """How many have which share of the points, in tenths; full marks are in the last."""
    counts = [0] * _BINS
    for share in shares:
        counts[min(int(share * _BINS), _BINS - 1)] += 1
    most = max(counts, default=0) or 1
    return [
        {"from": 100 * i // _BINS, "to": 100 * (i + 1) // _BINS, "count": count, "share": count / most}
        for i, count in enumerate(counts)
    ]
