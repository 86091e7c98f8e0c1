"""What a regrade changed: lines for a terminal, a page, and both records side by side as CSV."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from graders.course.changes import Change, Comparison, of_graders
from graders.course.record import Record, write_whole
from graders.course.report.csv import write_rows
from graders.course.report.html import environment
from graders.course.report.text import number, one_line

_COLUMNS = (
    "submission",
    "unit",
    "exercise",
    "test",
    "hidden",
    "old_outcome",
    "new_outcome",
    "old_points",
    "new_points",
    "old_max_points",
    "new_max_points",
    "change",
)


def lines(comparisons: Sequence[Comparison]) -> Iterator[str]:
    """Say what became of the tests, and who moved by how much and why."""
    if graders := of_graders(comparisons):
        yield "Tests that are not as they were:"
        yield from (f"  {one_line(sentence)}" for sentence in graders)
    if moved := [c for c in comparisons if c.moves]:
        yield "Who moved:"
    width = max((len(one_line(c.name)) for c in moved), default=0)
    for comparison in moved:
        yield f"  {one_line(comparison.name):<{width}}  {signed(comparison.delta)}  ({marks(comparison)})"
        yield from (f"      {one_line(change.why)}, {signed(change.delta)}" for change in comparison.moves)
    again = [c for c in comparisons if c.new]
    yield f"{len(again) - len([c for c in moved if c.new])} of {len(again)} keep all their points."
    yield from doubts(comparisons)


def doubts(comparisons: Sequence[Comparison]) -> Iterator[str]:
    """Say whose old and new marks are not of the same hand-in."""
    if gone := [one_line(c.name) for c in comparisons if c.new is None]:
        yield f"Not graded again, for the hand-in is no longer there: {', '.join(gone)}."
    if other := [one_line(c.name) for c in comparisons if c.new is not None and not c.same_hand_in]:
        yield f"Not what was graded then; the new marks are of what is there now: {', '.join(other)}."


def marks(comparison: Comparison) -> str:
    """Return the marks then and now: `31 → 33 of 50`, or `31 of 50 → 33 of 52`."""
    old, new = comparison.old, comparison.new
    if new is None:
        return f"{number(old.points)} of {number(old.max_points)}"
    before = "" if old.max_points == new.max_points else f" of {number(old.max_points)}"
    return f"{number(old.points)}{before} → {number(new.points)} of {number(new.max_points)}"


def signed(points: float) -> str:
    """Return a difference with its sign: `+2`, `-0.5`, `±0`.

    >>> signed(2.0), signed(-0.5), signed(0.0)
    ('+2', '-0.5', '±0')
    """
    return f"{'+' if points > 0 else '-'}{number(abs(points))}" if points else "±0"


def write_changes(comparisons: Sequence[Comparison], folder: Path, titles: Mapping[str, str]) -> None:
    """Write `changes.csv` and `changes.html` into a folder.

    Raises
    ------
    OutputError
        If one cannot be written.
    """
    write_rows(folder / "changes.csv", [_COLUMNS, *(_row(c, change) for c in comparisons for change in c.changes)])
    page = environment().get_template("changes.html")
    grader = {_graders(comparison.old, comparison.new) for comparison in comparisons if comparison.new}
    content = page.render(
        comparisons=comparisons,
        moved=[c for c in comparisons if c.moves],
        graders=list(of_graders(comparisons)),
        versions=sorted(grader),
        doubts=list(doubts(comparisons)),
        marks=marks,
        signed=signed,
        title=lambda name: titles.get(name, name),
    )
    write_whole(folder / "changes.html", content.encode("utf-8"))


def _graders(old: Record, new: Record | None) -> tuple[str, str]:
    return old.grader, new.grader if new else ""


def _row(comparison: Comparison, change: Change) -> list[object]:
    unit, exercise, test, hidden = change.place

    def both(name: str) -> list[object]:
        return [getattr(record, name) if record else "" for record in (change.old, change.new)]

    row: list[object] = [comparison.name, unit, exercise, test, "yes" if hidden else "no"]
    return [*row, *both("outcome"), *both("points"), *both("max_points"), change.why]
