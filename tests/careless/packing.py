"""Hand-ins in layouts, zips and names of their own."""

from graders.kit.catalog import exercises
from tests.careless.case import MASK, Case, around, notebook, path, solution, zipped

RIGHT = solution()
STUB = exercises()[MASK].stub.read_text(encoding="utf-8")
OLDER = "def causal_mask(length):\n    return None\n"
JUNK = {
    ".DS_Store": b"\0\0\0\1Bud1",
    "Thumbs.db": b"\xd0\xcf\x11\xe0",
    "desktop.ini": "[x]",
    "__MACOSX/attention/._causal_mask_checker.py": b"\0\5\x16\7",
    "attention/._causal_mask_checker.py": b"\0\5\x16\7",
    "attention/.ipynb_checkpoints/causal_mask_checker-checkpoint.py": OLDER,
    ".ipynb_checkpoints/attention-checkpoint.ipynb": "{}",
    "attention/__pycache__/causal_mask_checker.cpython-311.pyc": b"\xa7\r\r\n",
    "__pycache__/causal_mask_checker.py": OLDER,
    ".git/config": "[core]",
    ".idea/workspace.xml": "<x/>",
    ".vscode/settings.json": "{}",
    ".venv/lib/python3.11/site-packages/causal_mask_checker.py": OLDER,
    "venv/causal_mask_checker.py": OLDER,
    "node_modules/x/causal_mask_checker.py": OLDER,
    "data/reviews.csv": b"text,label\n" * 10_000,
    "model.bin": bytes(3_000_000),
    "report.pdf": b"%PDF-1.7",
    "attention/causal_mask_checker.py.bak": OLDER,
    "attention/causal_mask_checker.py~": OLDER,
    "attention/.causal_mask_checker.py.swp": b"b0VIM 9.0",
    "conftest.py": "raise SystemExit('never run')",
    "setup.cfg": "[tool:pytest]\naddopts = --nothing",
}


def folder(name: str, files: dict[str, str | bytes], told: str = "", points: float = 10.0) -> Case:
    return Case(name, files, told, points)


def archive(name: str, files: dict[str, str | bytes], folders: bool = True) -> Case:
    return Case(name, {"whole.zip": zipped(files, folders)})


CASES = [
    folder("flat", {f"{MASK}.py": RIGHT}),
    folder("the name twice", {f"alice/alice/{path()}": RIGHT}),
    folder(
        "the whole course",
        {f"text-analysis-lab-main/exercises/{path()}": RIGHT, "text-analysis-lab-main/README.md": ""},
    ),
    folder("folders of the exercise's name", {f"attention/{MASK}/{MASK}.py": RIGHT}),
    folder("another unit's folder", {f"clustering/{MASK}.py": RIGHT}),
    folder("blanks and capitals", {"My Solutions/Attention (final)/Causal_Mask_Checker.PY": RIGHT}),
    folder("folders in another language", {f"Übung 1 – Lösungen/注意/{MASK}.py": RIGHT}),
    folder("with what tools leave", {path(): RIGHT, **JUNK}),
    folder("a second download", {f"attention/{MASK} (1).py": RIGHT}),
    folder("a copy", {f"attention/{MASK} - Copy.py": RIGHT}),
    folder("a copy of a Mac", {f"attention/{MASK} copy 2.py": RIGHT}),
    folder("a copy of Drive", {f"attention/Copy of {MASK}.py": RIGHT}),
    folder(
        "an older copy beside it",
        {path(): RIGHT, f"attention/{MASK} (1).py": OLDER, f"old/attention/{MASK}.py": OLDER},
        f"attention/{MASK} (1).py is not graded for {MASK} ({path()} is)",
    ),
    folder("the untouched stub beside a second download", {path(): STUB, f"attention/{MASK} (1).py": RIGHT}),
    folder("the untouched stub nearer to the top", {f"{MASK}.py": STUB, f"done/{MASK}.py": RIGHT}),
    folder("the untouched stub beside a notebook", {path(): STUB, "attention.ipynb": notebook("# the solution\n")}),
    folder(
        "a final version beside it",
        {path(): RIGHT, f"attention/{MASK}_final.py": OLDER},
        f"attention/{MASK}_final.py belongs to no exercise; is it meant as {MASK}.py?",
    ),
    folder(
        "a final version only",
        {f"attention/{MASK}_final.py": RIGHT},
        f"attention/{MASK}_final.py belongs to no exercise; is it meant as {MASK}.py?",
        0.0,
    ),
    folder(
        "hyphens",
        {"attention/causal-mask-checker.py": RIGHT},
        f"attention/causal-mask-checker.py belongs to no exercise; is it meant as {MASK}.py?",
        0.0,
    ),
    folder(
        "a text file",
        {f"attention/{MASK}.py.txt": RIGHT},
        f"attention/{MASK}.py.txt is not read; its name should end in .py",
        0.0,
    ),
    archive("a zip", {path(): RIGHT}),
    archive("a zip without entries for folders", {path(): RIGHT}, folders=False),
    archive("a zip of the folder", {f"alice/{path()}": RIGHT}),
    archive("a zip of a Mac", {f"alice/{path()}": RIGHT, **JUNK}),
    archive("a zip of Windows", {f"alice\\attention\\{MASK}.py": RIGHT}),
    archive("a zip with dots", {f"./alice/./{path()}": RIGHT}),
    archive("a zip in a zip", {"alice/submission.zip": zipped({path(): RIGHT}, True)}),
    archive("a zip with names in another language", {f"Lösungen/größe/{MASK}.py": RIGHT}),
    folder("a zip in the folder", {"alice final.ZIP": zipped({f"lab/{path()}": RIGHT}, True)}),
    folder("a zip in the folder, with a report", {"hand-in.zip": zipped({path(): RIGHT}), "report.pdf": b"%PDF"}),
    folder(
        "another kind of archive in the folder",
        {"lab.7z": b"7z\xbc\xaf\x27\x1c"},
        "lab.7z was not opened; hand in the files themselves",
        0.0,
    ),
    folder("nothing", {"notes.md": "sorry"}, "no file of an exercise and no notebook was found", 0.0),
    folder(
        "a file with a helper in capitals",
        {path(): around("from Helpers import LIMIT\n# the solution\n"), "attention/Helpers.py": "LIMIT = 3\n"},
    ),
]
