"""Do the graders tell the references from every small slip in them? `python -m tests.mutants`.

Exit status: 0 where every mutant is killed or listed with a reason, 1 where one is not, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator

os.environ |= {"OMP_NUM_THREADS": "1", "TRANSFORMERS_VERBOSITY": "error"}  # before anything heavy is imported

from graders.kit.catalog import exercises
from tests.mutants.judging import judging
from tests.mutants.listed import Change, Fates, faults, listed, summary
from tests.mutants.making import mutants


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m tests.mutants", description=(__doc__ or "").partition("\n")[0])
    top.add_argument("--only", default=",".join(exercises()), metavar="NAME,…", help="these exercises (all)")
    top.add_argument("--jobs", type=int, default=1, help="mutants graded at a time (1)")
    return top


def main() -> int:
    options = parser().parse_args()
    names = options.only.split(",")
    if unknown := [name for name in names if name not in exercises()]:
        print(f"There is no {unknown[0]!r} to choose.", file=sys.stderr)
        return 2
    known = Counter({change: n for change, n in listed().items() if change[0] in names})
    fates = judge(names, options.jobs, known)
    found = faults(fates, known)
    print(*found, summary(fates, known), sep="\n\n")
    return 1 if found else 0


def judge(names: list[str], jobs: int, known: Counter[Change]) -> Fates:
    """Return the fate of every mutant of some references."""
    made = {name: mutants(name, exercises()[name].reference.read_text(encoding="utf-8")) for name in names}
    fates: Fates = []
    with bar(sum(map(len, made.values()))) as advance, judging(jobs) as survive:
        for some in made.values():
            start, own = time.perf_counter(), Fates()
            for mutant, survives in zip(some, survive(some), strict=True):
                own.append((mutant, survives))
                advance(mutant.exercise)
            told = summary(own, known).partition(": ")[2]
            print(f"{some[0].exercise}: {told} ({time.perf_counter() - start:.0f} s)", file=sys.stderr)
            fates += own
    return fates


@contextlib.contextmanager
def bar(total: int) -> Iterator[Callable[[str], None]]:
    """Give a function that is called as each mutant ends; on a terminal it moves a bar."""
    if not sys.stderr.isatty():
        yield lambda name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("grading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    # No refreshing thread: a process that forks must have one thread only.
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda name: progress.update(task, advance=1, description=name, refresh=True)


if __name__ == "__main__":
    sys.exit(main())
