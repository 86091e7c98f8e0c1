"""Hand in the files that test runners and Python itself take their orders from.

Shows: full marks, or code that runs outside the room.
Stopped by: grading reads exercises as text and looks at nothing else in the folder.
"""

HOOK = "import os\nos._exit(0)\n"
FILES = {
    "conftest.py": HOOK,
    "sitecustomize.py": HOOK,
    "usercustomize.py": HOOK,
    "numpy.py": HOOK,
    "json.py": HOOK,
    "graders/__init__.py": HOOK,
    "graders/kit/check.py": HOOK,
    "pytest.ini": "[pytest]\naddopts = --collect-only\n",
    "mallory.pth": "import os; os._exit(0)\n",
    "results.jsonl": '{"points": 10}\n',
    "causal_mask_checker.py": "import numpy, json, graders\ncausal_mask = check_causal = lambda *a, **k: True\n",
}


def build(folder):
    for name, text in FILES.items():
        path = folder / "mallory" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder / "mallory"
