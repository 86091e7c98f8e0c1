"""The code of one exercise, as text, on its way into a session."""

from __future__ import annotations

from dataclasses import dataclass, field


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
