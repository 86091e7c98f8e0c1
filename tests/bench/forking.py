"""The bare forking peer: imports everything once, then forks per hand-in, with no protection whatever.

python -m tests.bench.forking CLASS MARKS EXERCISE,… AT_A_TIME
"""

from __future__ import annotations

import gc
import json
import os
import sys
from pathlib import Path

from tests.bench.in_process import Bench


def grade_class(bench: Bench, folder: Path, at_a_time: int) -> dict[str, dict[str, float]]:
    """Return the marks of a class by student, so many hand-ins graded at a time."""
    todo = sorted(folder.iterdir())
    running: dict[int, tuple[str, int]] = {}
    marks = {}
    while todo or running:
        while todo and len(running) < at_a_time:
            hand_in = todo.pop(0)
            reader, writer = os.pipe()
            pid = os.fork()
            if pid == 0:
                try:
                    os.write(writer, json.dumps(bench.grade(hand_in)).encode())
                finally:
                    os._exit(0)
            os.close(writer)
            running[pid] = hand_in.name, reader
        student, reader = running.pop(os.wait()[0])
        marks[student] = json.loads(os.read(reader, 1 << 16) or b"{}")
        os.close(reader)
    return marks


def main() -> None:
    folder, out, names, at_a_time = sys.argv[1:]
    bench = Bench(names.split(","))
    bench.warm_up()
    gc.collect()
    gc.freeze()
    Path(out).write_text(json.dumps(grade_class(bench, Path(folder), int(at_a_time))), encoding="utf-8")


if __name__ == "__main__":
    main()
