"""How fast a class is graded, next to other graders that do the same work: `python -m tests.bench`.

Writes build/bench.md and build/bench.json. The default takes some minutes and wants a quiet machine.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import sys
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from graders.kit.catalog import ROOT, exercises
from tests.bench import hand_ins
from tests.bench.peers import PEERS, Failed, Marks, Place, fresh

BUILD = ROOT / "build"
SLOW = 12
WHAT = {
    "lab": "`lab grade`",
    "nbgrader": f"`nbgrader autograde` {version('nbgrader')}",
    "pytest": "`pytest`, one process per hand-in",
    "fork": "bare process that forks per hand-in",
    "fork-2": "the same, two hand-ins at a time",
}


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    top.add_argument("--rounds", type=int, default=3, help="how often each peer grades the class (3)")
    top.add_argument("--hand-ins", type=int, default=40, help=f"size of the class (40; slow peers: the first {SLOW})")
    top.add_argument("--peers", default=",".join(PEERS), help="some of " + ", ".join(PEERS))
    top.add_argument("--exercises", default=",".join(hand_ins.EXERCISES), help="exercises graded")
    return top


def main() -> int:
    options = parser().parse_args()
    names = options.peers.split(",")
    if unknown := [n for n in names if n not in PEERS] + [
        n for n in options.exercises.split(",") if n not in exercises()
    ]:
        print(f"There is no {unknown[0]!r} to choose.", file=sys.stderr)
        return 2
    folder = BUILD / "bench"
    shutil.rmtree(folder, ignore_errors=True)
    chosen = [exercises()[name] for name in options.exercises.split(",")]
    place = Place(folder, chosen)
    sizes = {name: min(options.hand_ins, SLOW if PEERS[name].slow else options.hand_ins) for name in names}
    classes = {size: folder / f"class-{size}" for size in {1, *sizes.values()}}
    for size, path in classes.items():
        hand_ins.write_class(path, chosen, size)
    runs: list[dict] = []
    marks: dict[str, Marks] = {}
    try:
        for name in names:
            say(f"warming up: {name}")
            fresh(place, name, classes[1]).grade()
        for number in range(1, options.rounds + 1):
            for name in names:
                runs.append(run := measure(place, name, classes[sizes[name]], sizes[name], marks))
                say(
                    f"round {number} of {options.rounds}: {name:<9} {sizes[name]:>3} hand-ins "
                    f"{run['wall']:7.2f} s, {run['wall'] / run['hand_ins']:.3f} s each"
                )
    except Failed as failure:
        print(failure, file=sys.stderr)
        return 1
    report(runs, marks, names, options)
    return 0


def measure(place: Place, name: str, folder: Path, size: int, marks: dict[str, Marks]) -> dict:
    peer = fresh(place, name, folder)
    load = os.getloadavg()[0]
    spent = peer.grade()
    found = peer.marks()
    if marks.setdefault(name, found) != found:
        raise Failed(f"{name} gives other marks in this round than in the first one.")
    return {"peer": name, "hand_ins": size, "load_before": load, **asdict(spent)}


def report(runs: list[dict], marks: dict[str, Marks], names: list[str], options: argparse.Namespace) -> None:
    rows = summarise(runs, marks, names)
    text = render(rows, options)
    about = {
        "cores": len(os.sched_getaffinity(0)),
        "machine": platform.machine(),
        "python": platform.python_version(),
    }
    whole = {
        "about": about,
        "exercises": options.exercises.split(","),
        "peers": rows,
        "runs": runs,
        "marks": marks,
    }
    (BUILD / "bench.md").write_text(text, encoding="utf-8")
    (BUILD / "bench.json").write_text(json.dumps(whole, indent=1), encoding="utf-8")
    print(text)


def summarise(runs: list[dict], marks: dict[str, Marks], names: list[str]) -> list[dict]:
    """Return a row per peer, fastest first; ratios are of the fastest rounds, since noise only ever adds."""
    rows = []
    for name in names:
        own = [run for run in runs if run["peer"] == name]
        each = [run["wall"] / run["hand_ins"] for run in own]
        rows.append(
            {
                "peer": name,
                "hand_ins": own[0]["hand_ins"],
                "seconds": min(each),
                "median": statistics.median(each),
                "peak_mb": max(run["peak_mb"] for run in own),
                "differences": differences(marks[name], marks[names[0]]),
            }
        )
    seconds = {row["peer"]: row["seconds"] for row in rows}
    for row in rows:
        for other in ("nbgrader", "fork", "fork-2"):
            row[f"of_{other}"] = row["seconds"] / seconds[other] if other in seconds else None
    return sorted(rows, key=lambda row: row["seconds"])


def differences(marks: Marks, first: Marks) -> list[str]:
    """Return where a peer's points differ from the first peer's: `s003 prompt_parser 4.5, not 5.0`."""
    return [
        f"{student} {name} {marks.get(student, {}).get(name)}, not {points}"
        for student in marks.keys() & first.keys()
        for name, points in first[student].items()
        if marks[student].get(name) != points
    ]


def render(rows: list[dict], options: argparse.Namespace) -> str:
    """Return the table as Markdown."""
    heads = (
        "grader",
        "s per hand-in",
        "median",
        "× faster than nbgrader",
        "÷ fork",
        "÷ fork-2",
        "peak MB",
    )
    lines = [
        f"# A class of {options.hand_ins} hand-ins, {len(options.exercises.split(','))} exercises each",
        "",
        f"| {' | '.join(heads)} | marks |",
        "| --- |" + " ---: |" * (len(heads) - 1) + " --- |",
    ]
    for row in rows:
        faster = 1 / row["of_nbgrader"] if row["of_nbgrader"] else None
        cells = [
            f"{row['peer']}: {WHAT[row['peer']]}",
            *(f"{row[key]:.3f}" for key in ("seconds", "median")),
            *map(ratio, (faster, row["of_fork"], row["of_fork-2"])),
            f"{row['peak_mb']:.0f}",
            f"{len(row['differences'])} differ" if row["differences"] else "the same",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    slow = min(SLOW, options.hand_ins)
    lines += [
        "",
        "Seconds are those of the whole command from cold, divided by the hand-ins it graded: "
        f"{options.hand_ins}, for nbgrader and pytest the first {slow}; "
        f"least and median of {options.rounds} rounds, the peers in turn. "
        f"{len(os.sched_getaffinity(0))} cores, one thread per process. "
        "Ratios are of the least, since noise only adds. "
        "Peak memory is that of the largest process.",
        "",
        "All run the same tests on the same inputs against the same references; what each leaves out:",
        "",
        *(f"- {name}: {PEERS[name].lacks}." for name in WHAT if name in {row["peer"] for row in rows}),
        *(f"- {row['peer']} gives {text}." for row in rows for text in row["differences"][:10]),
    ]
    return "\n".join(lines) + "\n"


def ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
