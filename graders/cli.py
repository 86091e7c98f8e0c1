"""The command `lab`."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graders.course.record import Record

USAGE = 2


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    top = argparse.ArgumentParser(prog="lab", description="Autograded exercises on text analysis with language models.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    grade = commands.add_parser("grade", help="grade a class of hand-ins")
    grade.add_argument("submissions", type=Path, help="a folder with one folder, zip or notebook per student")
    grade.add_argument("--out", type=Path, required=True, help="folder for the record and the reports")
    grade.add_argument("--jobs", type=_positive, help="hand-ins graded at a time (default: one per core)")
    grade.add_argument("--only", type=_names, default=(), metavar="NAME,…", help="only these exercises")
    grade.add_argument("--isolation", choices=("bwrap", "landlock", "rlimits"), help="demand this tier of confinement")
    grade.add_argument("--key", type=Path, metavar="FILE", help="the course key hidden inputs are drawn from")
    grade.set_defaults(run=run_grade)

    report = commands.add_parser("report", help="make the reports of a graded class anew from its record")
    report.add_argument("out", type=Path, help="the folder `lab grade` wrote")
    report.set_defaults(run=run_report)

    doctor = commands.add_parser("doctor", help="tell the versions and the tier of confinement in force, and test it")
    doctor.set_defaults(run=run_doctor)

    hint = commands.add_parser("hint", help="show the next hint of an exercise")
    hint.add_argument("name", metavar="NAME")
    hint.add_argument("--again", action="store_true", help="start again with the first hint")
    hint.set_defaults(run=run_hint)

    explore = commands.add_parser("explore", help="see a unit's pictures and tables, made by your own functions")
    explore.add_argument("unit", metavar="UNIT")
    explore.add_argument("--reference", action="store_true", help="run the references in place of your functions")
    explore.add_argument("--text", metavar="SENTENCE", help="a sentence of your own")
    explore.add_argument("--data", type=Path, metavar="FILE", help="a CSV or JSONL file with `text` and `label`")
    explore.add_argument("--out", type=Path, help="folder for the page (default: build/explore/UNIT)")
    explore.set_defaults(run=run_explore)

    if (Path(__file__).parents[1] / "reference").is_dir():  # a student's copy has none
        _add_authors(commands)
    return top


def _add_authors(commands: Any) -> None:
    """Add what only those need who write or release exercises."""
    verify = commands.add_parser(
        "verify", help="the author's gate: are the exercises complete, and have their graders teeth?"
    )
    verify.add_argument("--only", type=_names, default=(), metavar="NAME,…", help="only these exercises")
    verify.add_argument("--jobs", type=_positive, help="exercises verified at a time (default: one per core)")
    verify.set_defaults(run=run_verify)

    release = commands.add_parser("release", help="write the student's copy, a course for nbgrader, or an autograder")
    release.add_argument("folder", type=Path, nargs="?", metavar="DIR", help="a new folder for the student's copy")
    release.add_argument("--nbgrader", type=Path, metavar="DIR", help="a new folder for a whole nbgrader course")
    release.add_argument("--gradescope", type=Path, metavar="FILE.zip", help="an autograder for Gradescope")
    release.add_argument("--key", type=Path, metavar="FILE", help="the course key, for the autograder")
    release.set_defaults(run=run_release)

    new = commands.add_parser("new", help="start a new exercise")
    new.add_argument("path", metavar="UNIT/NAME")
    new.set_defaults(run=run_new)

    record = commands.add_parser(
        "record", help="record the answers of an API: a local stand-in's, or with --live a real one's"
    )
    record.add_argument(
        "--live", action="store_true", help="ask the real services; needs OPENAI_API_KEY or GROQ_API_KEY"
    )
    record.add_argument("--provider", choices=("openai", "groq"), help="record one provider only")
    record.add_argument("--out", type=Path, help="folder for the cassettes (fixtures/cassettes; live: build/cassettes)")
    record.set_defaults(run=run_record)


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


def run_grade(options: argparse.Namespace) -> int:
    from graders.course import class_run, progress

    start = time.perf_counter()
    jobs = options.jobs or class_run.default_jobs()
    run = class_run.ClassRun(
        class_run.Options(options.submissions, options.out, jobs, options.only, options.isolation, options.key),
        say=lambda text: print(text, file=sys.stderr),
    )
    with progress.bar(len(run.entries)) as advance:
        records = run.grade(advance)
    _report(records, options.out)
    seconds = time.perf_counter() - start
    print(f"{len(records)} hand-ins in {seconds:.1f} s, {seconds / len(records):.2f} s each.")
    return int(any(e.outcome == "could not check" for r in records for e in r.exercises))


def run_report(options: argparse.Namespace) -> int:
    from graders.course import record

    _report(record.read(options.out / "results.jsonl"), options.out)
    return 0


def _report(records: Sequence[Record], out: Path) -> None:
    from graders.course import report
    from graders.course.report.terminal import print_table
    from graders.kit.catalog import exercises

    print_table(records, sys.stdout)
    report.write_all(records, out, {e.name: e.title for e in exercises().values()})
    print(f"Report: {out / 'report.html'}")


def run_verify(options: argparse.Namespace) -> int:
    from graders.course import class_run, verify

    return verify.verify(class_run.select(options.only), options.jobs or class_run.default_jobs())


def run_release(options: argparse.Namespace) -> int:
    from graders.course import class_run
    from graders.course.release import command

    jobs = class_run.default_jobs()
    command.release(options.folder, options.nbgrader, options.gradescope, options.key, jobs, print)
    return 0


def run_doctor(options: argparse.Namespace) -> int:
    from graders.course import doctor

    return doctor.doctor()


def run_new(options: argparse.Namespace) -> int:
    from graders.course import new

    return new.new(options.path)


def run_hint(options: argparse.Namespace) -> int:
    from graders.course import hints

    return hints.hint(options.name, options.again)


def run_explore(options: argparse.Namespace) -> int:
    from graders.course.explore import explore

    return explore(options.unit, options.reference, options.data, options.text, options.out)


def run_record(options: argparse.Namespace) -> int:
    from graders.course import record_api

    return record_api.record(options)


def _positive(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"a whole number from 1 is expected, not {text!r}")
    return number


def _names(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if not names:
        raise argparse.ArgumentTypeError(f"names of exercises, separated by commas, are expected, not {text!r}")
    return names


if __name__ == "__main__":
    sys.exit(main())
