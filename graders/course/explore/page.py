"""What a page is made of, and the page itself: one HTML file that needs nothing but itself."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment

from ..report.templating import pages
from .desk import Desk, Waits


@dataclass(frozen=True)
class Picture:
    """A PNG, written beside the page under its name too; `alt` says what it shows to who cannot see it."""

    name: str
    png: bytes
    alt: str
    caption: str = ""

    @property
    def uri(self) -> str:
        return "data:image/png;base64," + base64.b64encode(self.png).decode()


@dataclass(frozen=True)
class Table:
    """A table; numbers are set to the right, and the rows whose first cell is `marked` stand out."""

    header: Sequence[str]
    rows: Sequence[Sequence[Any]]
    caption: str = ""
    marked: Any = None


@dataclass(frozen=True)
class Words:
    """A paragraph, or with `verbatim` text to be shown as it stands."""

    text: str
    verbatim: bool = False


Item = Picture | Table | Words


@dataclass(frozen=True)
class Section:
    """A part of a page; `waits` is the sentence why it ends early, if it does."""

    title: str
    lead: str
    items: list[Item] = field(default_factory=list)
    waits: str = ""

    @property
    def anchor(self) -> str:
        return "-".join("".join(c if c.isalnum() else " " for c in self.title.lower()).split())


def section(desk: Desk, title: str, lead: str, items: Iterator[Item]) -> Section:
    """Return a section of the items that could be made, up to the function that is missing or wrong."""
    made: list[Item] = []
    try:
        made.extend(items)
    except Waits as wait:
        return Section(title, lead, made, str(wait))
    except Exception as error:
        if desk.reference:
            raise
        # Whatever a student's function returned is drawn unchecked; pytest is the one to say what is wrong with it.
        return Section(title, lead, made, f"what {desk.last} returned cannot be shown ({type(error).__name__}).")
    return Section(title, lead, made)


def render(title: str, subtitle: str, sections: Sequence[Section]) -> bytes:
    """Return the page."""
    template = _environment().get_template("page.html")
    return template.render(title=title, subtitle=subtitle, sections=sections).encode("utf-8")


@cache
def _environment() -> Environment:
    environment = pages(Path(__file__).parent / "templates")
    environment.tests["picture"] = lambda item: isinstance(item, Picture)
    environment.tests["table"] = lambda item: isinstance(item, Table)
    environment.filters["cell"] = cell
    return environment


def cell(value: Any) -> str:
    """Return a value as it stands in a table: numbers short, a dash for None.

    Examples
    --------
    >>> [cell(value) for value in (None, 0.98765, 12345.678, 3, "yes")]
    ['–', '0.988', '12,346', '3', 'yes']
    """
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.3f}"
    return str(value)
