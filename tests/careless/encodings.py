"""Hand-ins saved by other editors and systems."""

from tests.careless.case import MASK, Case, around, path

COMMENTED = around("# größe\n# the solution\n")


def saved(name: str, content: bytes, told: str = "", desk: bool = True) -> Case:
    return Case(name, {path(): content}, told, 0.0 if told else 10.0, MASK, content if desk else None)


CASES = [
    saved("Windows line ends", COMMENTED.replace("\n", "\r\n").encode()),
    saved("old Mac line ends", COMMENTED.replace("\n", "\r").encode()),
    saved("mixed line ends", COMMENTED.replace("\n", "\r\n", 20).encode()),
    saved("a byte order mark", b"\xef\xbb\xbf" + COMMENTED.encode()),
    saved("UTF-16", COMMENTED.encode("utf-16"), desk=False),
    saved("Latin-1, as it says", b"# -*- coding: latin-1 -*-\n" + COMMENTED.encode("latin-1")),
    saved(
        "cp1252 and Windows line ends, as it says",
        b"# coding: cp1252\r\n" + COMMENTED.replace("\n", "\r\n").encode("cp1252"),
    ),
    saved("Latin-1, as it does not say", COMMENTED.encode("latin-1"), "is not text in UTF-8; save it as UTF-8"),
    saved(
        "a form feed and a no-break space",
        COMMENTED.replace("import numpy", "\x0cimport numpy").encode() + "# a\u00a0b\n".encode(),
    ),
    saved(
        "quotes of a word processor",
        around("print(“loaded”)\n# the solution\n").encode(),
        "line 1 is not Python: invalid character '“' (U+201C): print(“loaded”)",
    ),
    saved(
        "a word processor's document",
        b"PK\x03\x04\x14\x00\x06\x00" + bytes(200),
        "so it is not a text file",
        desk=False,
    ),
    saved("an empty file", b"", "has no function"),
]
