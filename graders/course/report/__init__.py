"""Reports and exports, each made from the records of a run and from nothing else."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from graders.course.record import Record
from graders.course.report.csv import write_csv, write_long_csv
from graders.course.report.gradescope import gradescope_results, write_gradescope
from graders.course.report.html import write_html, write_student_html
from graders.course.report.junit import write_junit
from graders.course.report.markdown import write_markdown
from graders.course.report.terminal import print_table
from graders.course.report.text import safe_names

__all__ = [
    "gradescope_results",
    "print_table",
    "write_all",
    "write_csv",
    "write_gradescope",
    "write_html",
    "write_junit",
    "write_long_csv",
    "write_markdown",
    "write_student_html",
]


def write_all(records: Sequence[Record], folder: Path, titles: Mapping[str, str], readme: str | None = None) -> None:
    """Write every report into a folder.

    These are `report.html`, `marks.csv`, `tests.csv`, `summary.md`, `junit.xml`, `gradescope/STUDENT/results.json`
    and `students/STUDENT.html`; titles and readme are those of `write_html`.

    Raises
    ------
    OutputError
        If one cannot be written.
    """
    write_html(records, folder / "report.html", titles, readme)
    write_csv(records, folder / "marks.csv")
    write_long_csv(records, folder / "tests.csv")
    write_markdown(records, folder / "summary.md")
    write_junit(records, folder / "junit.xml")
    write_gradescope(records, folder / "gradescope")
    names = safe_names(record.submission for record in records)
    for record in records:
        write_student_html(record, folder / "students" / f"{names[record.submission]}.html", titles, readme)
