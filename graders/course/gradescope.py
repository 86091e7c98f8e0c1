"""Grades one submission where Gradescope has put it: `python -m graders.course.gradescope /autograder`.

Notes
-----
Layout and files: https://gradescope-autograders.readthedocs.io/en/latest/specs/
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
import tempfile
from pathlib import Path

from graders.course.class_run import ClassRun, Options
from graders.course.errors import UsageError
from graders.course.record import write_whole
from graders.course.report import gradescope_results
from graders.kit.catalog import ROOT

KEY = ROOT / "course.key"


def grade_submission(root: Path) -> None:
    """Grade `root/submission`, and write `root/results/results.json`.

    Raises
    ------
    UsageError
        If it cannot be graded; nothing is written then, so Gradescope shows a failed autograder and no marks.
    """
    with tempfile.TemporaryDirectory(prefix="lab-") as scratch:
        submissions = Path(scratch) / "class"
        try:
            shutil.copytree(
                root / "submission", submissions / student(root), symlinks=True, ignore=_neither_file_nor_folder
            )
        except (OSError, shutil.Error) as error:
            raise UsageError(f"{root / 'submission'} cannot be read: {error}.") from None
        options = Options(submissions, Path(scratch) / "out", jobs=1, key=KEY if KEY.exists() else None)
        run = ClassRun(options, say=lambda text: print(text, file=sys.stderr))
        (record,) = run.grade(lambda name, record: None)
    content = json.dumps(gradescope_results(record), ensure_ascii=False, indent=1) + "\n"
    write_whole(root / "results" / "results.json", content.encode())


def student(root: Path) -> str:
    """Return a name for whoever handed in: the same for each submission of theirs, so that it draws the same."""
    try:
        users = json.loads((root / "submission_metadata.json").read_text(encoding="utf-8"))["users"]
        return "-".join(sorted(f"{int(user['id'])}" for user in users)) or "hand-in"
    except (OSError, ValueError, TypeError, KeyError):
        return "hand-in"


def _neither_file_nor_folder(folder: str, names: list[str]) -> list[str]:
    modes = {name: os.lstat(os.path.join(folder, name)).st_mode for name in names}
    return [
        name for name, mode in modes.items() if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_ISLNK(mode))
    ]


def main() -> int:
    """Grade the submission of the folder that is named."""
    try:
        grade_submission(Path(sys.argv[1]))
    except UsageError as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
