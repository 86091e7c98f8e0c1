"""Hand-ins that import their own modules, or another exercise's file."""

import unicodedata

from tests.careless.case import MASK, Case, around, code, path, solution

HELPER = "import numpy as np\n\n\ndef right(length):\n    return np.tri(length, dtype=bool)\n"
USES = """
# the solution
def causal_mask(length, old=causal_mask):
    return old(length) if length < 1 else {}(length)
"""
PROBE = "attention/prefix_probe.py"


def uses(call: str, *imports: str) -> str:
    return "\n".join(imports) + "\n" + USES.replace("{}", call)


def course(name: str, imports: str, files: dict[str, str], told: str = "") -> Case:
    """A hand-in whose mask is that of another file, at another place of the hand-in."""
    return Case(name, {path(): around(uses("right", imports)), **files}, told, 0.0 if told else 10.0)


CASES = [
    code("a helper beside it", uses("right", "from helpers import right"), beside={"helpers.py": HELPER}),
    code("a helper as a module", uses("my_tools.right", "import my_tools"), beside={"my_tools.py": HELPER}),
    code("a helper by a relative import", uses("right", "from .helpers import right"), beside={"helpers.py": HELPER}),
    code("a helper of the package", uses("helpers.right", "from . import helpers"), beside={"helpers.py": HELPER}),
    code(
        "a helper by its full name",
        uses("right", "from exercises.attention.helpers import right"),
        beside={"helpers.py": HELPER},
    ),
    code(
        "a helper's helper, with stars",
        uses("right", "from helpers import *"),
        beside={"helpers.py": "from deeper import *\n", "deeper.py": HELPER},
    ),
    code(
        "a helper that needs what is not installed, for itself",
        uses("right", "from helpers import right"),
        beside={"helpers.py": "import nltk\nnltk.download('punkt')\n" + HELPER},
    ),
    code(
        "a helper with a name in another language",
        uses("right", "from größe import right"),
        beside={unicodedata.normalize("NFD", "größe") + ".py": HELPER},
    ),
    code(
        "a helper that was not handed in",
        uses("right", "from my_helpers import right"),
        told="No module named 'my_helpers': it is no library of the course, and no file beside this one",
    ),
    code(
        "a helper that is not Python",
        uses("right", "from helpers import right"),
        told="SyntaxError",
        beside={"helpers.py": "def right(length)\n"},
    ),
    code(
        "a helper that fails when it is called",
        uses("right", "from helpers import right"),
        told="line 2, in right: return length.shape",
        beside={"helpers.py": "def right(length):\n    return length.shape\n"},
    ),
    course("a helper in a folder beside it", "from utils.masks import right", {"attention/utils/masks.py": HELPER}),
    course("a package beside it", "from utils import right", {"attention/utils/__init__.py": HELPER}),
    course(
        "a helper at the top of the hand-in",
        "import sys\nsys.path.append('..')\nfrom helpers import right",
        {"helpers.py": HELPER},
    ),
    course(
        "a helper by the name of its own folder",
        "from alice.attention.helpers import right",
        {"attention/helpers.py": HELPER},
    ),
    course(
        "another exercise's file beside it",
        "from prefix_probe import right",
        {PROBE: solution("prefix_probe") + "\n\n" + HELPER},
    ),
    course(
        "another exercise's file by a relative import",
        "from .prefix_probe import right",
        {PROBE: solution("prefix_probe") + "\n\n" + HELPER},
    ),
    course(
        "another exercise's file by its full name",
        "from exercises.attention.prefix_probe import right",
        {PROBE: solution("prefix_probe") + "\n\n" + HELPER},
    ),
    course(
        "another unit's file",
        "from ..representation.centroid_classifier import right",
        {"representation/centroid_classifier.py": HELPER},
    ),
    course(
        "another unit's file by its full name",
        "from exercises.representation.centroid_classifier import (\n    right,\n)",
        {"exercises/representation/centroid_classifier.py": HELPER},
    ),
    course(
        "a notebook as a module",
        "from attention_lab import right",
        {"attention/attention_lab.ipynb": "{}"},
        "No module named 'attention_lab': it is no library of the course, and no file beside this one",
    ),
    Case(
        "a helper beside two flat files",
        {f"{MASK}.py": around(uses("right", "from exercises.attention.helpers import right")), "helpers.py": HELPER},
    ),
]
