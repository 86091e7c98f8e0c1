"""`lab release --gradescope FILE.zip`: an autograder for Gradescope, with everything that grading needs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from graders.course.class_run import read_key
from graders.course.errors import UsageError
from graders.course.record import write_whole
from graders.kit.catalog import ROOT

from .student import TEMPLATES, facts, filled

FOLDERS = ("exercises", "fixtures", "graders", "reference")
FILES = ("LICENSE", "README.md", "constraints.txt", "pyproject.toml")
STAMP = (2000, 1, 1, 0, 0, 0)  # the same course gives the same bytes
EXECUTABLE, PLAIN = 0o755, 0o644


def release_gradescope(path: Path, key: Path | None = None) -> None:
    """Write the autograder; it holds references and hidden tests, and the course key if one is given.

    Raises
    ------
    UsageError
        If the file is there already, is not named .zip, or cannot be written, or the key is none.
    """
    if path.suffix != ".zip":
        raise UsageError(f"--gradescope: a name that ends with .zip was expected, not {path}.")
    if path.exists():
        raise UsageError(f"{path} is there already; nothing is overwritten, choose another name.")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _files(key):
            entry = zipfile.ZipInfo(name, STAMP)
            entry.external_attr = (EXECUTABLE if name in ("setup.sh", "run_autograder") else PLAIN) << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    write_whole(path, content.getvalue())


def _files(key: Path | None) -> Iterator[tuple[str, bytes]]:
    for name in ("setup.sh", "run_autograder"):
        yield name, filled(TEMPLATES / "gradescope" / name, facts())
    for folder in FOLDERS:
        for file in sorted((ROOT / folder).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts and "sample_class" not in str(file):
                yield f"lab/{file.relative_to(ROOT)}", file.read_bytes()
    for name in FILES:
        yield f"lab/{name}", (ROOT / name).read_bytes()
    if key is not None:
        read_key(key)
        yield "lab/course.key", key.read_bytes()
