"""What each command of `lab` does with its options; every import is late, so that none pays for another."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graders.course.record import Record


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def run_grade(options: argparse.Namespace) -> int:
    from graders.course import class_run, progress

    start = time.perf_counter()
    jobs = options.jobs or class_run.default_jobs()
    run = class_run.ClassRun(
        class_run.Options(options.submissions, options.out, jobs, options.only, options.isolation, options.key),
        say=_say,
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

    report.write_all(records, out, {e.name: e.title for e in exercises().values()})
    print_table(records, sys.stdout)  # last: who reads it may go away
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


def run_regrade(options: argparse.Namespace) -> int:
    from graders.course import class_run, progress, regrade
    from graders.course.report.changes import lines
    from graders.course.report.text import show_lines

    jobs = options.jobs or class_run.default_jobs()
    done = regrade.regrade(options.folder, options.out, jobs, options.isolation, options.key, _say, progress.bar)
    show_lines([*lines(done.comparisons), f"Changes: {done.folder / 'changes.html'}, changes.csv"], sys.stdout)
    return int(not done.complete)


def run_export(options: argparse.Namespace) -> int:
    from graders.course import export, record
    from graders.course.report.text import show_lines
    from graders.course.roster import read_roster

    roster = read_roster(options.roster) if options.roster else None
    exported = export.export(record.read(options.folder / "results.jsonl"), options.to, roster)
    path = options.out or options.folder / f"{options.to}.csv"
    export.write_export(exported, path)
    hint = [] if roster else ["Without --roster, the names of the hand-ins stand for logins."]
    show_lines([*exported.remarks, *hint, export.ADVICE[options.to], f"Gradebook: {path}"], sys.stdout)
    return int(bool(exported.remarks))


def run_similar(options: argparse.Namespace) -> int:
    from graders.course import class_run, similar
    from graders.course.report.text import show_lines

    found = similar.similar(options.submissions, class_run.select(options.only), options.threshold, _say)
    show_lines(similar.lines(found), sys.stdout)
    if options.out:
        similar.write_pairs(found, options.out)
        print(f"Side by side: {options.out}")
    return 0


def run_key(options: argparse.Namespace) -> int:
    from graders.course.key import make_key

    name = make_key(options.file)
    print(f"{options.file} holds a new course key, {name}. Hidden inputs and quizzes are drawn from it.")
    print("Keep it as long as the marks: a regrade needs it. Never release it, and keep it out of version control.")
    return 0


def run_quiz(options: argparse.Namespace) -> int:
    from graders.course import class_run, sheets

    _, key = class_run.read_key(options.key)
    names = sheets.read_names(options.names)
    written = sheets.write_sheets(names, key, options.out, options.per_concept)
    print(f"{written} quizzes for {len(names)} students: {options.out}/NAME/UNIT/quiz.py")
    return 0


def run_watch(options: argparse.Namespace) -> int:
    from graders.course import class_run, watch

    return watch.watch(class_run.select(tuple(options.names)))


def run_progress(options: argparse.Namespace) -> int:
    from graders.course import standing
    from graders.course.report.text import show_lines

    for line in standing.lines(standing.of_unit(options.unit)):
        show_lines([line], sys.stdout)
        sys.stdout.flush()
    return 0


def run_reset(options: argparse.Namespace) -> int:
    from graders.course import class_run, reset

    (exercise,) = class_run.select((options.name,))
    print(reset.reset(exercise))
    return 0
