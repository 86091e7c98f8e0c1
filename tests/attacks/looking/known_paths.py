"""Open the files of the course where they are known to lie, without listing any folder.

Shows: a hidden test, a mistake, a recording or a catalogue that can be read.
Stopped by: Landlock allows reading of Python, its libraries and the models only; in bwrap nothing else is mounted.
"""

import os
from pathlib import Path

FILES = [
    "graders/catalog.toml",
    "graders/attention/causal_mask_checker/test_causal_mask_checker_hidden.py",
    "graders/attention/causal_mask_checker/mistakes/transposed.py",
    "reference/attention/causal_mask_checker.py",
    "reference/generative/prompt_parser.py",
    "fixtures/cassettes/openai-chat.json",
    "fixtures/MANIFEST.toml",
    "pyproject.toml",
]


def attack(*args, **kwargs):
    root = Path(os.environ.get("LAB_FIXTURES", "/room/fixtures")).parent
    for name in FILES:
        try:
            (root / name).read_bytes()
        except OSError:
            continue
        raise RuntimeError(f"got through: {name} can be read")
