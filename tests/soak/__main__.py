"""Grades a large class twice, the second time through kills and full disks, and fuzzes: `python -m tests.soak`.

Writes to build/soak. The last lines it prints are the figures; the exit status is 0 where all of them are well.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from graders.course import record
from graders.kit.catalog import ROOT
from graders.sandbox import selftest

from .faults import Disk, schedule
from .hand_ins import EXERCISES, Class
from .processes import adopt_orphans, reap
from .run import Outcome, Run

BUILD = ROOT / "build" / "soak"
GROWTH = {"runner": 1.05, "job": 1.2, "everything": 1.2}
"""How much more memory there may be in the end: what answers are remembered for fills up at first, and is bounded."""
ROUND = 300
START = time.monotonic()


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    top.add_argument("--hand-ins", type=int, default=2000, help="size of the class (2000); 0: fuzz only")
    top.add_argument("--minutes", type=float, default=10.0, help="how long to fuzz (10); 0: grade only")
    top.add_argument("--seed", type=int, default=1, help="of the class, the faults and the fuzzing (1)")
    top.add_argument("--jobs", type=int, default=2, help="hand-ins graded at a time (2)")
    top.add_argument("--exercises", default=",".join(EXERCISES), help="exercises that are drawn from")
    return top


def main() -> int:
    options = parser().parse_args()
    figures: list[str] = []
    faults: list[str] = []
    if options.hand_ins:
        grade(options, figures, faults)
    if options.minutes:
        fuzz(options, figures, faults)
    print()
    print("\n".join(figures))
    print("\n".join(f"NOT WELL: {fault}" for fault in faults) if faults else "all is well")
    return 1 if faults else 0


def grade(options: argparse.Namespace, figures: list[str], faults: list[str]) -> None:
    """Grade a class undisturbed and disturbed, and compare all that is left of both."""
    adopt_orphans()
    before = traces()
    disk = Disk(BUILD / "disk")
    shutil.rmtree(BUILD, ignore_errors=True) if not disk.is_mounted else clear(BUILD)
    (BUILD / "tmp").mkdir(parents=True)
    key = BUILD / "key"
    key.write_text("a course key of the soak\n")
    room, _ = selftest.open_room()
    room.close()
    if room.tier == "rlimits":
        faults.append("attacks are not run in a tier that does not stop them")
        return
    made = Class(BUILD / "class", tuple(options.exercises.split(",")), options.seed)
    made.write(options.hand_ins)
    say(f"{options.hand_ins} hand-ins: " + ", ".join(f"{n} {kind}" for kind, n in sorted(made.kinds.items())))
    common = ["--only", options.exercises, "--key", str(key), "--jobs", str(options.jobs), "--isolation", room.tier]
    runs = {}
    for name, out, planned in (
        ("undisturbed", BUILD / "calm", []),
        ("disturbed", BUILD / "disk" / "out", schedule(options.hand_ins, options.seed)),
    ):
        say(f"grading {name}")
        run = Run(BUILD / "class", out, options.hand_ins, common, BUILD / "tmp", say)
        runs[name] = run.grade(planned, options.seed, disk)
        faults += [f"{name}: {fault}" for fault in runs[name].faults]
    compare(BUILD / "calm", BUILD / "disk" / "out", options.hand_ins, figures, faults)
    summary(options, room.tier, runs["undisturbed"], runs["disturbed"], made, disk, figures, faults)
    stuck = reap(10.0)
    parts = [str(path) for out in (BUILD / "calm", BUILD / "disk" / "out") for path in out.rglob(".*.part")]
    disk.release()
    left = [f"process {pid}" for pid in stuck] + parts + lasting(before)
    left += [
        str(path) for path in (BUILD / "tmp").iterdir() if not path.name.startswith("torchinductor_")
    ]  # torch's own
    figures.append(f"left over: {', '.join(left) or 'no process, no mount, no temporary file'}")
    faults += [f"left over: {thing}" for thing in left]


def compare(calm: Path, disturbed: Path, number: int, figures: list[str], faults: list[str]) -> None:
    """Hold the two records side by side."""
    one, other = (record.read(out / "results.jsonl") for out in (calm, disturbed))
    same = [record.identical(a, b) for a, b in zip(one, other, strict=False)]
    outcomes = Counter(exercise.outcome for graded in one for exercise in graded.exercises)
    figures.append("outcomes: " + ", ".join(f"{count} {outcome}" for outcome, count in outcomes.most_common()))
    whole = len(one) == len(other) == number == sum(same)
    figures.append(
        f"record: {len(other)} of {number} hand-ins, {sum(same)} the same but for times as in the undisturbed run"
    )
    if not whole:
        faults.append("the records differ")
    for a, b in zip(one, other, strict=False):
        if not record.identical(a, b):
            say(f"{a.submission}: " + difference(a, b))
    for out in (calm, disturbed):
        if not (out / "report.html").exists():
            faults.append(f"{out} has no report")


def difference(a: record.Record, b: record.Record) -> str:
    """Return the first place where two records say different things."""
    for one, other in zip(a.exercises, b.exercises, strict=True):
        for test, again in zip(one.tests, other.tests, strict=True):
            if test != again:
                return f"{one.name}, {test.name}:\n  {test.outcome}: {test.message}\n  {again.outcome}: {again.message}"
        if one != other:
            return f"{one.name}: {one.misconception} and {other.misconception}"
    return "other notes or digests"


def summary(
    options: argparse.Namespace,
    tier: str,
    calm: Outcome,
    disturbed: Outcome,
    made: Class,
    disk: Disk,
    figures: list[str],
    faults: list[str],
) -> None:
    """Say what was graded, how it was disturbed, and whether memory stayed flat."""
    attacks = made.kinds.get("attacks", 0) + made.kinds.get("hostile forms", 0)
    figures.insert(
        0,
        f"{options.hand_ins} hand-ins with {attacks} attacks, {len(made.chosen)} exercises, isolation {tier}: "
        f"{calm.seconds:.0f} s undisturbed ({calm.seconds / options.hand_ins:.2f} s each), "
        f"{disturbed.seconds:.0f} s disturbed",
    )
    happened = ", ".join(f"{n} × {kind}" for kind, n in sorted(disturbed.happened.items()))
    how = "" if disk.is_mounted else " (no right to mount: stood in for by a limit on file sizes, and by permissions)"
    figures.append(f"disturbed by: {happened}{how}; the same command was given {disturbed.parts} times")
    for name, what in (("runner", "the runner"), ("job", "a grading process"), ("everything", "all processes")):
        first, last = calm.tenths(name)
        figures.append(f"memory of {what}: {first / 1e6:.0f} MB in the first tenth, {last / 1e6:.0f} MB in the last")
        if last > GROWTH[name] * first and options.hand_ins >= 1000:
            faults.append(f"the memory of {what} grew")


def fuzz(options: argparse.Namespace, figures: list[str], faults: list[str]) -> None:
    """Try new inputs on whatever reads what others wrote, until the time is over."""
    start, inputs, seconds, memory, rounds = time.monotonic(), 0, 0.0, 0, 0
    environment = {**os.environ, "LAB_FUZZ_EXAMPLES": str(ROUND), "OMP_NUM_THREADS": "1"}
    while time.monotonic() - start < 60 * options.minutes:
        seed = options.seed * 10_000 + rounds
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "tests/fuzz", f"--hypothesis-seed={seed}"]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        rounds += 1
        if found := re.search(r"fuzz: (\d+) inputs, at most ([\d.]+) s and (\d+) MB", done.stdout):
            inputs += int(found[1])
            seconds, memory = max(seconds, float(found[2])), max(memory, int(found[3]))
        if done.returncode:
            faults.append(f"fuzzing with seed {seed}:\n{done.stdout[-4000:]}")
            say(faults[-1])
        say(f"fuzzing: {inputs} inputs in {time.monotonic() - start:.0f} s")
    figures.append(
        f"fuzz: {inputs} inputs to wire, values, answers, comparison, hand-ins and record in "
        f"{(time.monotonic() - start) / 60:.0f} min; at most {seconds:.1f} s and {memory} MB for one"
    )


def traces() -> set[str]:
    """Return what a run could leave on this machine outside its folder: mounts, temporary files."""
    mounts = {f"mount {line.split()[1]}" for line in Path("/proc/self/mounts").read_text().splitlines()}
    places = [Path("/tmp"), Path("/dev/shm"), Path.home()]
    return mounts | {str(path) for place in places if place.exists() for path in place.glob("lab-*")}


def lasting(before: set[str]) -> list[str]:
    """Return the traces that are new and do not go away soon, as those of other runs on this machine do."""
    left = traces() - before
    for _ in range(20):
        if not left:
            break
        time.sleep(1)
        left &= traces()
    return sorted(left)


def clear(folder: Path) -> None:
    """Empty the folder but for what is mounted in it."""
    for path in folder.iterdir():
        if not os.path.ismount(path):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def say(text: str) -> None:
    print(f"{time.monotonic() - START:6.0f} s  {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
