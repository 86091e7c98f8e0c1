"""Run by a test in a course's folder: pytest at the desk, once for each hand-in, in a process of its own each time.

Standard input holds a list of what lies in the student's file, what lies beside it, and where pytest is run; standard
output gets, for each, the tests' outcomes and messages. All is loaded once, and the processes are forked.
"""

from __future__ import annotations

import base64
import json
import os
import sys
import tempfile
from pathlib import Path

import numpy.random  # noqa: F401  loaded once for all
import pytest

from graders.kit import plugin
from graders.kit.catalog import exercises

SECONDS = 60


class Seen:
    """Notes what pytest says of each test."""

    def __init__(self) -> None:
        self.tests: dict[str, tuple[str, str]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or report.outcome != "passed":
            name = report.nodeid.rpartition("::test_")[2]
            said = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr or "")
            self.tests[name] = (getattr(report, "lab_outcome", report.outcome), said)


def run(target: Path, where: Path, output: int, answer: Path) -> None:
    """Run pytest in this process, which it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.chdir(where)
        seen = Seen()
        status = pytest.main(["-p", "no:cacheprovider", str(target)], plugins=[seen])
        answer.write_text(json.dumps({"status": int(status), "tests": seen.tests}))
    finally:
        os._exit(0)


def main() -> None:
    assert plugin
    for exercise in exercises().values():
        assert exercise.functions
    answers = []
    for hand_in in json.load(sys.stdin):
        target = exercises()[hand_in["exercise"]].stub
        kept = target.read_bytes()
        beside = {target.parent / name: text for name, text in hand_in["beside"].items()}
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as output:
            where, answer = Path(folder) / "work", Path(folder) / "answer.json"
            where.mkdir()
            try:
                target.write_bytes(base64.b64decode(hand_in["text"]))
                for path, text in beside.items():
                    path.write_text(text, encoding="utf-8")
                if (pid := os.fork()) == 0:
                    run(target, where, output.fileno(), answer)
                os.waitpid(pid, 0)
            finally:
                target.write_bytes(kept)
                for path in beside:
                    path.unlink()
            output.seek(0)
            said = output.read().decode(errors="replace")
            answers.append({**json.loads(answer.read_text() if answer.exists() else "{}"), "said": said[-5000:]})
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
