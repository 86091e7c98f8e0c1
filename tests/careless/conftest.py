"""The careless class, graded once for all tests of it."""

import pytest

from graders.course.class_run import ClassRun, Options
from graders.course.record import Record
from tests.careless.suite import CASES


@pytest.fixture(scope="session")
def graded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Record]:
    """All careless hand-ins as one class, graded as `lab grade` does it."""
    root = tmp_path_factory.mktemp("careless")
    for case in CASES:
        for name, content in case.files.items():
            target = root / "class" / (case.entry if case.is_one_file else f"{case.entry}/{name}")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode())
    names = tuple(dict.fromkeys(case.exercise for case in CASES))
    run = ClassRun(Options(root / "class", root / "out", 2, names), say=lambda text: None)
    return {r.submission: r for r in run.grade(lambda name, record: None)}
