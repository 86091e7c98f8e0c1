"""The code of one exercise, as text, on its way into a session."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Source:
    """One exercise's code: a file is one cell, a notebook is its code cells in order."""

    exercise: str
    cells: tuple[str, ...]
    filename: str
    helpers: dict[str, str] = field(default_factory=dict)
    problem: str | None = None

    @property
    def is_notebook(self) -> bool:
        return self.filename.endswith(".ipynb")
