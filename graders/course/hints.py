"""`lab hint`: a ladder of three hints per exercise, one rung at a time."""

from __future__ import annotations

import json
import re

from graders.kit.catalog import ROOT

from .class_run import select

STATE = ROOT / "build" / "hints.json"


def read_hints(text: str) -> list[str]:
    """Return the numbered hints of a hints.md."""
    return [part.strip() for part in re.split(r"^\d\. ", text, flags=re.M)[1:]]


def hint(name: str, again: bool = False) -> int:
    """Print the next hint of an exercise, or the last one again where there are no more."""
    (exercise,) = select((name,))
    hints = read_hints((exercise.folder / "hints.md").read_text(encoding="utf-8"))
    shown = _shown()
    rung = 0 if again else min(shown.get(name, 0), len(hints) - 1)
    print(f"Hint {rung + 1} of {len(hints)}: {hints[rung]}")
    shown[name] = rung + 1
    STATE.parent.mkdir(exist_ok=True)
    STATE.write_text(json.dumps(shown), encoding="utf-8")
    return 0


def _shown() -> dict[str, int]:
    try:
        state = json.loads(STATE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {k: v for k, v in state.items() if type(v) is int and v >= 0} if isinstance(state, dict) else {}
