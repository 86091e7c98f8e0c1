"""The code of one exercise, as text, on its way into a session."""

from __future__ import annotations

import re
import tokenize
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Source:
    """The code of one exercise, ready for a session.

    Attributes
    ----------
    exercise : str
        The exercise it is graded as.
    cells : tuple of str
        One element for a `.py` file; the code cells of a notebook, magics made comments. Not parsed.
    filename : str
        What a message calls it, a path inside the hand-in: `attention/causal_mask_checker.py`.
    helpers : dict of str to str
        The student's other modules beside it that it names: `{"helpers.py": source}`.
    problem : str or None
        One sentence why it cannot be read; cells are empty then.
    forbidden : tuple of str
        Libraries that its exercise does not let it import.
    """

    exercise: str
    cells: tuple[str, ...]
    filename: str
    helpers: dict[str, str] = field(default_factory=dict)
    problem: str | None = None
    forbidden: tuple[str, ...] = ()

    @property
    def is_notebook(self) -> bool:
        """Whether the cells are a notebook's: one that fails does not keep the others from being run."""
        return self.filename.endswith(".ipynb")


def from_file(path: Path, shown: str, exercise: str, forbidden: tuple[str, ...] = (), beside: bool = False) -> Source:
    """Return a file as a source, read as Python itself reads it; one that is no text has a problem instead of code.

    With `beside`, the modules beside it that it names are its helpers.
    """
    try:
        text = text_of(path)
    except (SyntaxError, UnicodeError):
        return Source(exercise, (), shown, problem=f"{shown} is not text in UTF-8; save it as UTF-8")
    except FileNotFoundError:
        return Source(exercise, (), shown, problem=f"{shown} is not there")
    except OSError as error:
        return Source(exercise, (), shown, problem=f"{shown} cannot be read: {error.strerror}")
    return Source(exercise, (text,), shown, modules_beside(path, text) if beside else {}, None, forbidden)


def text_of(path: Path) -> str:
    """Return a file's text by its byte order mark, its coding line (PEP 263), or as UTF-8; raises as Python does."""
    with tokenize.open(path) as file:
        return file.read()


def modules_beside(path: Path, text: str) -> dict[str, str]:
    """Return the modules beside a file that its text names, and those that these name."""
    left = {unicodedata.normalize("NFKC", other.stem): other for other in path.parent.glob("*.py") if other != path}
    found: dict[str, str] = {}
    todo = [text]
    while todo:
        for name in sorted(left.keys() & set(re.findall(r"\w+", todo.pop()))):
            try:
                found[f"{name}.py"] = text_of(left.pop(name))
            except (OSError, SyntaxError, UnicodeError):
                continue
            todo.append(found[f"{name}.py"])
    return found
