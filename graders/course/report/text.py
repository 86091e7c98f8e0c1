"""Text that a student wrote, made safe to show: names, messages, folders."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from typing import TextIO

# Controls (but tab and newline), lone surrogates and non-characters are forbidden in XML and move the cursor
# of a terminal; the embedding and isolating controls can make a line read as another one.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def clean(text: str) -> str:
    """The text with every character that is unsafe to show replaced by U+FFFD, and plain newlines."""
    return _UNSAFE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """The text cleaned and on one line."""
    return " ".join(clean(text).split())


def show_lines(lines: Iterable[str], stream: TextIO) -> None:
    """Write lines to a stream, whatever letters it can take: a log may be ASCII only."""
    encoding = stream.encoding or "utf-8"
    for line in lines:
        stream.write(clean(line).encode(encoding, "replace").decode(encoding) + "\n")


def words(name: str) -> str:
    """The requirement that a test's name tells: `masks_the_future` says "masks the future"."""
    return one_line(name.replace("_", " "))


def number(points: float) -> str:
    """Points as one reads them, to two decimals: 6.0 is "6", 6.5 is "6.5"."""
    return f"{points:.2f}".rstrip("0").rstrip(".")


def safe_names(names: Iterable[str]) -> dict[str, str]:
    """A name for a file or folder for each submission's name.

    A name of letters, digits, `.`, `_` and `-` stays; any other gets a digest of itself, so that no two are
    the same on any file system, and a student's does not depend on who else is in the class.
    """
    safe: dict[str, str] = {}
    taken: set[str] = set()
    # Names that can stay come first: a changed one must not take theirs.
    for name in sorted(dict.fromkeys(names), key=lambda name: _simplified(name) != name):
        simple = _simplified(name)
        if simple != name or simple.lower() in taken:
            digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
            length = 8
            while f"{simple}-{digest[:length]}".lower() in taken:
                length += 1
            simple = f"{simple}-{digest[:length]}"
        taken.add(simple.lower())
        safe[name] = simple
    return safe


def _simplified(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    simple = re.sub(r"[^A-Za-z0-9._-]+", "_", plain).strip("._-")[:60]
    return "_" + simple if not simple or _RESERVED.fullmatch(simple) else simple
