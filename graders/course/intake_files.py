"""Takes bytes out of a hand-in: a folder, a zip, a notebook, or a zip in one of the first two.

Nothing is unpacked, followed or run. What is there is listed first, under limits that hold before anything is
read; then only the files asked for are read, each up to its limit and all of them together up to MAX_TOTAL.
"""

import io
import os
import re
import stat
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from graders.course.errors import Refused, Unreadable

MB = 1_000_000
MAX_SOURCE = 1 * MB
MAX_NOTEBOOK = 20 * MB  # its outputs are in it
MAX_ZIP = 50 * MB
MAX_TOTAL = 20 * MB
MAX_FILES = 300
MAX_ENTRIES = 10_000  # data, pictures and folders count here only
MAX_DEPTH = 10
MAX_NAME = 200

# Students hand in whole project folders: what tools leave there is passed by, whatever it is.
LEFT_ALONE = {"__MACOSX", "__pycache__", "node_modules", "site-packages", "venv", "env"}
HAND_IN_ZIP = re.compile(r"hand[-_ ]?in( ?\(\d+\))?\.zip", re.IGNORECASE)

Reader = Callable[[int], bytes]


def show(name: str, width: int = 120) -> str:
    """A name from outside, safe to print: printable characters only; of a long one, its end."""
    clean = "".join(char if char.isprintable() else "?" for char in name[-width - 1 :])
    return clean if len(clean) <= width else "…" + clean[1 - width :]


class Files:
    """The `.py` and `.ipynb` files and the lab notes of a hand-in by path, read when asked for.

    Attributes
    ----------
    paths : dict of str to int
        Path inside the hand-in, with `/`, and the size the folder or zip claims for it.
    notes : list of str
        Sentences about what was passed by.
    """

    def __init__(self) -> None:
        self.paths: dict[str, int] = {}
        self.notes: list[str] = []
        self._readers: dict[str, Reader] = {}
        self._zips: dict[str, tuple[int, Reader]] = {}
        self._seen = 0
        self._left = MAX_TOTAL

    def read(self, path: str) -> bytes:
        """The bytes of one of `paths`; raises Unreadable, or Refused when all that was read is too much."""
        limit = MAX_NOTEBOOK if path.lower().endswith(".ipynb") else MAX_SOURCE
        too_large = Unreadable(f"is larger than {limit // MB} MB")
        if self.paths[path] > limit:
            raise too_large
        data = self._readers[path](min(limit, self._left) + 1)
        self._left -= len(data)
        if self._left < 0:
            raise Refused(f"The hand-in holds more than {MAX_TOTAL // MB} MB of code and notebooks.")
        if len(data) > limit:
            raise too_large
        return data

    def count(self) -> None:
        """One more entry of any kind was met."""
        self._seen += 1
        if self._seen > MAX_ENTRIES:
            raise Refused(f"The hand-in holds more than {MAX_ENTRIES:,} files and folders.")

    def add(self, path: str, size: int, reader: Reader) -> None:
        """Keep a regular file if it is one to read."""
        suffix = os.path.splitext(path)[1].lower()
        if path.lower().endswith(".py.txt"):
            self.notes.append(f"{show(path)} is not read; its name should end in .py")
        elif suffix == ".zip":
            self._zips[path] = size, reader
        elif suffix in (".rar", ".7z", ".tar", ".tgz", ".gz", ".xz", ".bz2"):
            self.notes.append(f"{show(path)} was not opened; hand in the files themselves")
        elif suffix in (".py", ".ipynb") or is_lab_notes(path):
            self.paths[path] = size
            self._readers[path] = reader
            if len(self.paths) > MAX_FILES:
                raise Refused(f"The hand-in holds more than {MAX_FILES} code files.")

    def open_inner_zip(self, limit: int) -> None:
        """Open the one zip that is the hand-in itself; zips inside it stay closed."""
        zips, self._zips = self._zips, {}
        inner = [path for path in sorted(zips) if HAND_IN_ZIP.fullmatch(path.rpartition("/")[2])]
        if not inner and len(zips) == 1 and all(map(is_lab_notes, self.paths)):
            inner = list(zips)
        for path in inner[:1]:
            size, reader = zips.pop(path)
            if size > limit:
                raise Refused(f"{show(path)} is larger than {limit // MB} MB.")
            try:
                data = reader(limit)
            except Unreadable as reason:
                raise Refused(f"{show(path)} {reason}.") from None
            list_zip(self, data, path, prefix=f"{path}/")
        self.notes += [f"{show(path)} was not opened; hand in the files themselves" for path in [*zips, *self._zips]]


def is_lab_notes(path: str) -> bool:
    """Whether a file is a unit's lab notes; other Markdown is not read."""
    return path.rpartition("/")[2].lower() == "notes.md"


def left_alone(name: str) -> bool:
    return name.startswith(".") or name in LEFT_ALONE


def check_path(parts: Sequence[str]) -> str:
    """The path of these parts, or Refused when it is too long or too deep."""
    path = "/".join(parts)
    if len(parts) > MAX_DEPTH:
        raise Refused(f"{show(path)} lies more than {MAX_DEPTH} folders deep.")
    if len(parts[-1]) > MAX_NAME:
        raise Refused(f"The name {show(parts[-1], 60)} is longer than {MAX_NAME} characters.")
    return path


def list_folder(files: Files, root: int, here: int, above: tuple[str, ...] = ()) -> None:
    """Add what lies in the open folder `here`, at `above` under the open folder `root`."""
    entries = []
    with os.scandir(here) as scan:
        for entry in scan:
            files.count()
            entries.append(entry)
    for entry in sorted(entries, key=lambda entry: entry.name):
        if left_alone(entry.name):
            continue
        parts = (*above, entry.name)
        path = check_path(parts)
        info = entry.stat(follow_symlinks=False)
        if stat.S_ISDIR(info.st_mode):
            below = open_folder(entry.name, here)
            try:
                list_folder(files, root, below, parts)
            finally:
                os.close(below)
        elif stat.S_ISREG(info.st_mode):
            files.add(path, info.st_size, partial(read_below, root, parts))
        else:
            raise Refused(f"{show(path)} is a link or a device; hand in plain files and folders only.")


def open_folder(name: str, parent: int) -> int:
    return os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=parent)


def open_file(name: str | Path, parent: int | None = None) -> int:
    return os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC, dir_fd=parent)


def read_below(root: int, parts: Sequence[str], at_most: int) -> bytes:
    """Read a file under an open folder; no link on the way is followed, even one made a moment ago."""
    try:
        with ExitStack() as stack:
            here = root
            for name in parts[:-1]:
                here = open_folder(name, here)
                stack.callback(os.close, here)
            file = open_file(parts[-1], here)
            stack.callback(os.close, file)
            return read_open(file, at_most)
    except OSError:
        raise Unreadable("cannot be opened") from None


def read_open(file: int, at_most: int) -> bytes:
    if not stat.S_ISREG(os.fstat(file).st_mode):
        raise Unreadable("is not a plain file")
    with open(file, "rb", closefd=False) as stream:
        return stream.read(at_most)


def list_zip(files: Files, data: bytes, name: str, prefix: str = "") -> None:
    """Add what the zip in `data` holds; `name` is what a message calls the zip."""
    # zipfile makes an object of every entry before it can be asked how many there are.
    if data.count(b"PK\x01\x02") > MAX_ENTRIES:
        raise Refused(f"{show(name)} holds more than {MAX_ENTRIES:,} files and folders.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception:  # damaged bytes raise a dozen kinds of error
        raise Refused(f"{show(name)} is not a zip file, or it is damaged.") from None
    for info in archive.infolist():
        files.count()
        written = info.filename.replace("\\", "/")  # as old Windows tools have it
        parts = [part for part in written.split("/") if part not in ("", ".")]
        if written.startswith("/") or ".." in parts or re.match("[A-Za-z]:", written):
            raise Refused(f"{show(name)} holds the path {show(written)}, which leads outside it.")
        if not parts or any(left_alone(part) for part in parts):
            continue
        path = check_path(parts)
        if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise Refused(f"{show(path)} is a link or a device; hand in plain files and folders only.")
        if written.endswith("/"):
            continue
        if info.flag_bits & 0x41:
            raise Refused(f"{show(name)} is encrypted; hand in a zip without a password.")
        # bz2 and lzma are left out: zipfile unpacks them without a limit.
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused(f"{show(name)} is compressed in an unusual way; make an ordinary zip.")
        files.add(prefix + path, info.file_size, partial(read_entry, archive, info))


def read_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, at_most: int) -> bytes:
    try:
        with archive.open(info) as stream:
            return stream.read(at_most)
    except Exception:  # damaged bytes raise a dozen kinds of error
        raise Unreadable("is damaged inside the zip") from None


@contextmanager
def open_hand_in(entry: Path) -> Iterator[Files]:
    """List a hand-in; its files can be read inside the `with`. Raises Refused with the reason if not."""
    files, name = Files(), show(entry.name)
    try:
        if not stat.S_ISDIR(kind := entry.lstat().st_mode) and not stat.S_ISREG(kind):
            raise Refused(f"{name} is a link or a device; hand in a folder, a zip or a notebook.")
        file = open_file(entry)
    except (OSError, ValueError):
        raise Refused(f"{name} is not there or cannot be opened.") from None
    try:
        info = os.fstat(file)
        suffix = entry.suffix.lower()
        if stat.S_ISDIR(info.st_mode):
            list_folder(files, file, file)
            files.open_inner_zip(MAX_ZIP)
        elif suffix == ".ipynb":
            files.add(entry.name, info.st_size, partial(read_open, file))
        elif suffix == ".zip":
            if info.st_size > MAX_ZIP:
                raise Refused(f"{name} is larger than {MAX_ZIP // MB} MB.")
            list_zip(files, read_open(file, MAX_ZIP), name)
            files.open_inner_zip(MAX_TOTAL)
        else:
            raise Refused(f"{name} is neither a folder nor a zip nor a notebook.")
        yield files
    except OSError:
        raise Refused(f"{name} cannot be opened.") from None
    finally:
        os.close(file)
