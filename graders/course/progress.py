"""Shows how far a class is: a bar on a terminal, a line per hand-in in a log."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

from .record import Record

Advance = Callable[[str, Record | None], None]


@contextlib.contextmanager
def bar(total: int) -> Iterator[Advance]:
    """Give a function that is called as each hand-in ends."""
    if not sys.stderr.isatty():
        yield _log(total)
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

        def advance(name: str, record: Record | None) -> None:
            progress.update(task, advance=1, description=name, refresh=True)

        yield advance


def _log(total: int) -> Advance:
    done = 0

    def advance(name: str, record: Record | None) -> None:
        nonlocal done
        done += 1
        marks = f"{record.points:g} of {record.max_points:g}, {record.seconds:.2f} s" if record else "as before"
        print(f"[{done}/{total}] {name}: {marks}", file=sys.stderr)

    return advance
