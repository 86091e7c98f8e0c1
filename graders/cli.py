"""The command `lab`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graders.course import commands

USAGE = 2


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    top = argparse.ArgumentParser(prog="lab", description="Autograded exercises on text analysis with language models.")
    subparsers = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_students(subparsers)
    _add_graders(subparsers)
    if (Path(__file__).parents[1] / "reference").is_dir():  # a student's copy has none
        _add_instructors(subparsers)
        _add_authors(subparsers)
    return top


def _add_students(add: Any) -> None:
    """Add what a student needs besides pytest."""
    hint = add.add_parser("hint", help="show the next hint of an exercise")
    hint.add_argument("name", metavar="NAME")
    hint.add_argument("--again", action="store_true", help="start again with the first hint")
    hint.set_defaults(run=commands.run_hint)

    progress = add.add_parser("progress", help="see how far you are, by the public tests")
    progress.add_argument("unit", metavar="UNIT", nargs="?", help="only this unit")
    progress.set_defaults(run=commands.run_progress)

    watch = add.add_parser("watch", help="run the public tests of an exercise whenever its file is saved")
    watch.add_argument("names", metavar="NAME", nargs="*", help="only these exercises")
    watch.set_defaults(run=commands.run_watch)

    reset = add.add_parser("reset", help="put an exercise's stub back; what you wrote stays beside it")
    reset.add_argument("name", metavar="NAME")
    reset.set_defaults(run=commands.run_reset)

    explore = add.add_parser("explore", help="see a unit's pictures and tables, made by your own functions")
    explore.add_argument("unit", metavar="UNIT")
    explore.add_argument("--reference", action="store_true", help="run the references in place of your functions")
    explore.add_argument("--text", metavar="SENTENCE", help="a sentence of your own")
    explore.add_argument("--data", type=Path, metavar="FILE", help="a CSV or JSONL file with `text` and `label`")
    explore.add_argument("--out", type=Path, help="folder for the page (default: build/explore/UNIT)")
    explore.set_defaults(run=commands.run_explore)


def _add_graders(add: Any) -> None:
    """Add what grades a class, and CI."""
    grade = add.add_parser("grade", help="grade a class of hand-ins")
    grade.add_argument("submissions", type=Path, help="a folder with one folder, zip or notebook per student")
    grade.add_argument("--out", type=Path, required=True, help="folder for the record and the reports")
    grade.add_argument("--only", type=_names, default=(), metavar="NAME,…", help="only these exercises")
    _add_how(grade)
    grade.set_defaults(run=commands.run_grade)

    report = add.add_parser("report", help="make the reports of a graded class anew from its record")
    report.add_argument("out", type=Path, help="the folder `lab grade` wrote")
    report.set_defaults(run=commands.run_report)

    doctor = add.add_parser("doctor", help="tell the versions and the tier of confinement in force, and test it")
    doctor.set_defaults(run=commands.run_doctor)


def _add_how(grading: argparse.ArgumentParser) -> None:
    grading.add_argument("--jobs", type=_positive, help="hand-ins graded at a time (default: one per core)")
    grading.add_argument(
        "--isolation", choices=("bwrap", "landlock", "rlimits"), help="demand this tier of confinement"
    )
    grading.add_argument("--key", type=Path, metavar="FILE", help="the course key hidden inputs are drawn from")


def _add_instructors(add: Any) -> None:
    """Add what an instructor does before and after a class is graded."""
    key = add.add_parser("key", help="make a course key, once")
    key.add_argument("file", type=Path, metavar="FILE", help="a new file")
    key.set_defaults(run=commands.run_key)

    quiz = add.add_parser("quiz", help="draw each student's own quizzes from the course key")
    quiz.add_argument(
        "names", type=Path, metavar="NAMES", help="a text file, a name a line, as hand-ins will be called"
    )
    quiz.add_argument("--key", type=Path, metavar="FILE", required=True, help="the course key")
    quiz.add_argument("--out", type=Path, metavar="DIR", required=True, help="folder for NAME/UNIT/quiz.py")
    quiz.add_argument("--per-concept", type=_positive, default=1, metavar="N", help="questions of each concept (1)")
    quiz.set_defaults(run=commands.run_quiz)

    regrade = add.add_parser("regrade", help="grade again with the graders of now, and tell who moved and why")
    regrade.add_argument("folder", type=Path, metavar="DIR", help="the folder `lab grade` wrote; it stays as it is")
    regrade.add_argument("--out", type=Path, metavar="NEW", help="a new folder (default: DIR-regraded-1, -2, …)")
    _add_how(regrade)
    regrade.set_defaults(run=commands.run_regrade)

    export = add.add_parser("export", help="write a graded class's points for a gradebook, a column for each unit")
    export.add_argument("folder", type=Path, metavar="DIR", help="the folder `lab grade` wrote")
    export.add_argument("--to", choices=("canvas", "moodle"), required=True)
    export.add_argument(
        "--roster", type=Path, metavar="FILE", help="the gradebook Canvas, or participants Moodle exports"
    )
    export.add_argument("--out", type=Path, metavar="FILE", help="default: DIR/canvas.csv or DIR/moodle.csv")
    export.set_defaults(run=commands.run_export)

    similar = add.add_parser("similar", help="list pairs of hand-ins that are much alike: a hint where to look")
    similar.add_argument("submissions", type=Path, help="a folder with one folder, zip or notebook per student")
    similar.add_argument("--only", type=_names, default=(), metavar="NAME,…", help="only these exercises")
    similar.add_argument("--threshold", type=_share, default=0.8, metavar="SHARE", help="from 0 to 1 (0.8)")
    similar.add_argument("--out", type=Path, metavar="FILE.html", help="a page with the pairs side by side")
    similar.set_defaults(run=commands.run_similar)


def _add_authors(add: Any) -> None:
    """Add what only those need who write or release exercises."""
    verify = add.add_parser(
        "verify", help="the author's gate: are the exercises complete, and have their graders teeth?"
    )
    verify.add_argument("--only", type=_names, default=(), metavar="NAME,…", help="only these exercises")
    verify.add_argument("--jobs", type=_positive, help="exercises verified at a time (default: one per core)")
    verify.set_defaults(run=commands.run_verify)

    release = add.add_parser("release", help="write the student's copy, a course for nbgrader, or an autograder")
    release.add_argument("folder", type=Path, nargs="?", metavar="DIR", help="a new folder for the student's copy")
    release.add_argument("--nbgrader", type=Path, metavar="DIR", help="a new folder for a whole nbgrader course")
    release.add_argument("--gradescope", type=Path, metavar="FILE.zip", help="an autograder for Gradescope")
    release.add_argument("--key", type=Path, metavar="FILE", help="the course key, for the autograder")
    release.set_defaults(run=commands.run_release)

    new = add.add_parser("new", help="start a new exercise")
    new.add_argument("path", metavar="UNIT/NAME")
    new.set_defaults(run=commands.run_new)

    record = add.add_parser(
        "record", help="record the answers of an API: a local stand-in's, or with --live a real one's"
    )
    record.add_argument(
        "--live", action="store_true", help="ask the real services; needs OPENAI_API_KEY or GROQ_API_KEY"
    )
    record.add_argument("--provider", choices=("openai", "groq"), help="record one provider only")
    record.add_argument("--out", type=Path, help="folder for the cassettes (fixtures/cassettes; live: build/cassettes)")
    record.set_defaults(run=commands.run_record)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0 all well, 1 something is amiss, 2 wrong usage."""
    from graders.course.errors import UsageError

    options = parser().parse_args(argv)
    try:
        status: int = options.run(options)
        return status
    except UsageError as error:
        print(f"lab {options.command}: {error}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        print(f"lab {options.command}: stopped; the same command goes on where it was.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _positive(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"a whole number from 1 is expected, not {text!r}")
    return number


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"a number from 0 to 1 is expected, not {text!r}")
    return share


def _names(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if not names:
        raise argparse.ArgumentTypeError(f"names of exercises, separated by commas, are expected, not {text!r}")
    return names


if __name__ == "__main__":
    sys.exit(main())
