"""Makes text of a hand-in's bytes, and Python of a notebook's cells; nothing is run, or parsed as Python."""

import codecs
import json
import re
from typing import Any

from graders.course.errors import Unreadable

MAX_CODE = 1_000_000  # characters of code in a notebook
MAX_CELLS = 2_000
MAX_VALUES = 1_000_000  # a JSON value takes up to 100 bytes of memory, however short it is written

CLEAR = "clear its outputs and save it again"
CODING = re.compile(rb"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
# Only encodings that people save text in: others decode slowly, or are no encodings of text at all.
ENCODINGS = re.compile(
    r"utf_?8(_\w+)?|(us_)?ascii|latin_?\d+|iso_latin_1|iso_?8859_\d+|cp\d{3,4}|windows_\d{4}"
    r"|gb(2312|k|18030)|big5|shift_jis|euc_(jp|kr)|koi8_[ru]|mac_roman"
)


def decode(data: bytes) -> str:
    """Text of a source file, with plain newlines.

    UTF-8 with or without a byte order mark, UTF-16 with one, or what a coding line (PEP 263) says.
    Raises Unreadable for other bytes and for NUL characters.

    >>> decode(b"\\xef\\xbb\\xbfx = 1\\r\\n")
    'x = 1\\n'
    """
    encoding = "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif not data.startswith(codecs.BOM_UTF8):
        encoding = declared_encoding(data) or encoding
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError):
        raise Unreadable("is not text in UTF-8; save it as UTF-8") from None
    if "\0" in text:
        raise Unreadable("holds NUL characters, so it is not a text file")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def declared_encoding(data: bytes) -> str | None:
    for line in re.split(rb"\r\n?|\n", data[:2000])[:2]:
        if match := CODING.match(line):
            name = match[1].decode("ascii", "replace").lower().replace("-", "_")
            if not ENCODINGS.fullmatch(name):
                raise Unreadable("declares an encoding that is not read here; save it as UTF-8")
            return "utf-8" if name.startswith("utf") else name  # editors add to it: utf-8-unix
        if line.strip() and not line.lstrip().startswith(b"#"):
            break
    return None


def notebook_cells(text: str) -> tuple[str, ...]:
    """The code cells of a notebook (nbformat 3 or 4) as plain Python, in order, without the blank ones.

    Raises Unreadable when it is no notebook, has no code, or has far too much.
    """
    if text.count(",") + text.count("[") + text.count("{") > MAX_VALUES:
        raise Unreadable(f"holds too much output; {CLEAR}")
    try:
        book = json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable("is not a notebook: its text is not JSON") from None
    sources = [source for cell in raw_cells(book) if (source := cell_source(cell)).strip()]
    if not sources:
        raise Unreadable("has no code cells")
    if len(sources) > MAX_CELLS or sum(map(len, sources)) > MAX_CODE:
        raise Unreadable(f"holds more than {MAX_CELLS:,} cells or {MAX_CODE:,} characters of code")
    if any("\0" in source for source in sources):
        raise Unreadable("holds NUL characters in its code")
    return tuple(plain_python(source) for source in sources)


def raw_cells(book: Any) -> list[Any]:
    """Every cell, whatever it is; raises Unreadable where a notebook has none."""
    if isinstance(book, dict):
        if isinstance(book.get("cells"), list):
            return list(book["cells"])
        if isinstance(book.get("worksheets"), list):
            sheets = [sheet for sheet in book["worksheets"] if isinstance(sheet, dict)]
            return [cell for sheet in sheets if isinstance(sheet.get("cells"), list) for cell in sheet["cells"]]
    raise Unreadable("is not a notebook: it has no list of cells")


def cell_source(cell: Any) -> str:
    """The text of a code cell, and "" for anything else."""
    if not isinstance(cell, dict) or cell.get("cell_type") != "code":
        return ""
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        return ""
    # JSON can spell half a character; compile cannot take it.
    whole = source.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\r\n", "\n").replace("\r", "\n")


# No Python statement begins like this, so a magic can be told from code without a parse.
MAGIC = re.compile(r"[ \t]*(?:[%!?]|(?:pip|conda)[ \t]+install\b|[\w.*]+\?{1,2}[ \t]*$)", re.MULTILINE)
ASSIGNED = re.compile(r"([ \t]*[^\W\d][\w.]*[ \t]*=[ \t]*)([%!].*)")
TIMED = re.compile(r"([ \t]*)%time[ \t]+([^-\s].*)")
CELL_MAGIC = re.compile(r"\s*%%(\w*)")
KEPT = {"time", "timeit", "capture", "prun"}  # the rest of the cell is code of the notebook's own
TOKEN = re.compile(r"""#[^\n]*|\"{3}|'{3}|["']|[()\[\]{}]+|\\\n|\n""")
STRING_END = {quote: re.compile(rf"\\.|{quote}", re.DOTALL) for quote in ('"""', "'''")}
STRING_END |= {quote: re.compile(rf"\\.|{quote}|(?=\n)", re.DOTALL) for quote in ('"', "'")}


def plain_python(cell: str) -> str:
    """A cell with its magics made comments; lines and indentation stay.

    >>> print(plain_python("%matplotlib inline\\nfiles = !ls\\nrest = (7\\n% 4)"))
    # %matplotlib inline
    files = None  # !ls
    rest = (7
    % 4)
    """
    whole = CELL_MAGIC.match(cell)
    if whole and whole[1] not in KEPT:
        return "\n".join(f"# {line}" for line in cell.split("\n"))
    done, at = [], 0
    while at < len(cell):
        if MAGIC.match(cell, at) or ASSIGNED.match(cell, at):
            end = end_of_magic(cell, at)
            done.append(without_magic(cell[at:end]))
        else:
            end = end_of_statement(cell, at)
            done.append(cell[at:end])
        at = end
    return "".join(done)


def without_magic(magic: str) -> str:
    first, *rest = magic.split("\n")
    if timed := TIMED.fullmatch(first):
        first = timed[1] + timed[2]
    elif assigned := ASSIGNED.fullmatch(first):
        first = f"{assigned[1]}None  # {assigned[2]}"
    else:
        indent = first[: len(first) - len(first.lstrip(" \t"))]
        # A block needs a statement; at the margin one would stand before `from __future__`.
        first = f"{indent}pass  # {first.strip()}" if indent else f"# {first}"
    return "\n".join([first, *(f"# {line}" if line else line for line in rest)])


def end_of_magic(text: str, start: int) -> int:
    while (end := text.find("\n", start)) >= 0:
        if not text.endswith("\\", start, end):
            return end + 1
        start = end + 1
    return len(text)


def end_of_statement(text: str, start: int) -> int:
    """Where the next statement may begin: after a newline outside strings and brackets, and not continued."""
    depth, at = 0, start
    while token := TOKEN.search(text, at):
        word, at = token[0], token.end()
        if word == "\n" and depth == 0:
            return at
        if word in STRING_END:
            at = end_of_string(text, word, at)
        elif word[0] in "()[]{}":
            opened = sum(map(word.count, "([{"))
            depth = max(0, depth + 2 * opened - len(word))
    return len(text)


def end_of_string(text: str, quote: str, start: int) -> int:
    for stop in STRING_END[quote].finditer(text, start):
        if not stop[0].startswith("\\"):
            return stop.end()
    return len(text)
