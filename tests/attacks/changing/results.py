"""Write results where a grader may look for them.

Shows: a file outside the own folder, or marks.
Stopped by: Landlock allows writing in the own folder only; results are what the grader itself has seen.
"""

import json
import os
from pathlib import Path

RECORD = json.dumps({"schema": 1, "submission": "mallory", "points": 10.0, "max_points": 10.0, "score": 1})
NAMES = ("results.jsonl", "results.json", "results.xml", ".pytest_cache", "run.json")


def attack(*args, **kwargs):
    Path("results.jsonl").write_text(RECORD)
    folders = ["/", "/autograder/results", "/tmp", "/work", os.environ.get("LAB_FIXTURES", "/"), *Path.cwd().parents]
    for folder in folders:
        for name in NAMES:
            path = Path(folder, f"mallory-{name}")
            try:
                path.write_text(RECORD)
            except OSError:
                continue
            path.unlink()
            raise RuntimeError(f"got through: {path} can be written")
