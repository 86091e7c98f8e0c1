"""`lab explore`: a unit's pictures and tables, made by the functions of its exercises, on one page."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from graders.kit.catalog import units
from graders.kit.recordings import answering

from .. import record
from ..errors import UsageError
from ..report.text import clean
from . import attention, clustering, data, decoding, encoder, generative, pictures, representation
from .desk import Desk, Waits
from .page import Picture, Section, render
from .request import Request

Sections = Callable[[Desk, Request], list[Section]]
PAGES: dict[str, tuple[Sections, ...]] = {
    "attention": (attention.sections, decoding.sections),
    "representation": (representation.sections,),
    "generative": (generative.sections,),
    "clustering": (clustering.sections,),
}
TAKE_DATA = ("representation", "clustering")
MAX_TEXT = 2000


def explore(
    unit: str,
    reference: bool = False,
    data_file: Path | None = None,
    text: str | None = None,
    out: Path | None = None,
    encode: encoder.Encode | None = None,
) -> int:
    """Write the page of a unit, `index.html`, and its pictures into a folder; return 0.

    Parameters
    ----------
    unit : str
        Its name.
    reference : bool
        Run the references in place of the functions in exercises/.
    data_file : Path or None
        A CSV or JSONL file with text and label, to use in place of the recorded texts.
    text : str or None
        A sentence of the user's own.
    out : Path or None
        The folder; build/explore/UNIT if None.
    encode : callable or None
        Gives vectors (n_texts, dim) of texts; the real encoder if None.

    Raises
    ------
    UsageError
        If there is no such unit, or the data or the sentence cannot be used.
    """
    if unit not in PAGES:
        raise UsageError(f"there is no unit {unit!r}; the units are {', '.join(PAGES)}.")
    if data_file is not None and unit not in TAKE_DATA:
        raise UsageError(f"--data is for {' and '.join(TAKE_DATA)}; {unit} takes a sentence, --text.")
    if text is not None and not 0 < len(text.strip()) <= MAX_TEXT:
        raise UsageError(f"--text must be a sentence of 1 to {MAX_TEXT:,} characters.")
    texts = data.read(data_file) if data_file else None
    request = Request(clean(text).strip() if text else None, texts, encode or encoder.real())
    _quiet()
    desk = Desk(reference)
    try:
        with answering(request.llm), pictures.style():
            sections = [section for make in PAGES[unit] for section in make(desk, request)]
    except Waits as wait:  # outside of any section: the user's texts could not be encoded
        raise UsageError(f"--data: {wait}") from None
    finally:
        desk.close()
    _write(unit, reference, request, sections, out or Path("build", "explore", unit))
    return 0


def _write(unit: str, reference: bool, request: Request, sections: list[Section], out: Path) -> None:
    for item in (item for section in sections for item in section.items):
        if isinstance(item, Picture):
            record.write_whole(out / f"{item.name}.png", item.png)
    whose = "the reference's functions" if reference else "your functions"
    on = "the course's recorded texts and tiny trained models."
    if request.data:
        skipped = (
            f" {request.data.skipped:,} rows without a text or a label are left out." if request.data.skipped else ""
        )
        on = f"your texts, {request.data.name}.{skipped}"
    page = render(units()[unit].title, f"Made by {whose} on {on}", sections)
    record.write_whole(out / "index.html", page)
    for section in sections:
        if section.waits:
            print(f"{section.title}: {section.waits}", file=sys.stderr)
    done = sum(not section.waits for section in sections)
    print(f"{done} of {len(sections)} sections are complete. Page: {out / 'index.html'}")


def _quiet() -> None:
    import transformers

    transformers.utils.logging.set_verbosity_error()
