"""Notebooks as several tools save them, and as people write them."""

import json

from tests.careless.case import MASK, Case, around, cell, notebook, solution

SOLUTION = "# the solution\n"
LOOK = "causal_mask(3)"


def book(name: str, *cells: object, told: str = "", points: float | None = None, **more: object) -> Case:
    points = (0.0 if told else 10.0) if points is None else points
    return Case(name, {"attention.ipynb": notebook(*cells, **more)}, told, points)


OLD = {
    "metadata": {"name": "", "signature": "sha256:0"},
    "nbformat": 3,
    "nbformat_minor": 0,
    "worksheets": [
        {
            "cells": [
                {"cell_type": "heading", "level": 1, "metadata": {}, "source": ["Lab"]},
                {
                    "cell_type": "code",
                    "collapsed": False,
                    "input": solution().splitlines(keepends=True),
                    "language": "python",
                    "metadata": {},
                    "outputs": [{"output_type": "pyout", "prompt_number": 1, "text": ["1"]}],
                    "prompt_number": 1,
                },
            ],
            "metadata": {},
        }
    ],
}
OUTPUTS = [
    {"output_type": "stream", "name": "stdout", "text": ["a\n", "b\n"]},
    {"output_type": "display_data", "data": {"image/png": "iVBORw0KGgo=" * 50_000}, "metadata": {}},
    {"output_type": "execute_result", "execution_count": 7, "data": {"text/html": ["<b>x</b>"]}, "metadata": {}},
    {"output_type": "error", "ename": "E", "evalue": "x", "traceback": ["\x1b[31mE\x1b[0m"]},
    {"output_type": "display_data", "data": {"application/vnd.jupyter.widget-view+json": {"model_id": "1"}}},
]

CASES = [
    book("a notebook", cell("# Lab", "markdown"), SOLUTION, LOOK),
    Case("a notebook alone", {"whole.ipynb": notebook(SOLUTION)}),
    book("cells as lists of lines", cell(solution().splitlines(keepends=True))),
    Case("nbformat 3", {"attention.ipynb": json.dumps(OLD)}),
    book("outputs of all kinds", cell(around(SOLUTION), outputs=OUTPUTS, execution_count=12), cell("raw", "raw")),
    book(
        "Colab",
        cell(
            "#@title Setup { display-mode: 'form' }\n!pip install -q datasets\nn = 3 #@param {type:'integer'}",
            id="x",
            cellView="form",
        ),
        "from google.colab import drive, userdata\ndrive.mount('/content/drive')\nkey = userdata.get('KEY')",
        "%cd /content/drive/MyDrive",
        SOLUTION,
        metadata={
            "colab": {"provenance": [], "gpuType": "T4"},
            "accelerator": "GPU",
            "kernelspec": {"name": "python3"},
        },
    ),
    book(
        "VS Code",
        cell(around(SOLUTION), metadata={"vscode": {"languageId": "python"}}),
        metadata={"language_info": {"name": "python", "version": "3.11.9"}, "orig_nbformat": 4},
    ),
    book(
        "magics and commands",
        "%matplotlib inline\n%load_ext autoreload\n%autoreload 2\n!pip install numpy\n%config X.y = 'retina'",
        "%%time\n# the solution\n",
        "%%bash\nls",
        "%%html\n<b>bold</b>",
        "files = !ls\n%timeit causal_mask(3)\ncausal_mask?\n?causal_mask\npip install tqdm",
        "if True:\n    !ls\n    %pwd\n%%timeit",
    ),
    book(
        "display",
        "from IPython.display import display, Markdown, HTML, clear_output\n",
        SOLUTION,
        "display(causal_mask(3))\nclear_output()\ndisplay(Markdown('**x**'))",
    ),
    book(
        "display in the function",
        "# the solution\ndef causal_mask(length, right=causal_mask):\n    display(length)\n    return right(length)\n",
    ),
    book(
        "a helper defined in a later cell",
        "# the solution\ndef causal_mask(length, old=causal_mask):\n    return my_mask(length, old)\n",
        "def my_mask(length, old):\n    return old(length)",
    ),
    book(
        "cells out of order",
        "LIMITS = make_limits()\nprint(LIMITS)",
        "# the solution\ndef causal_mask(length, right=causal_mask):\n    return right(max(length, LIMITS[0]))\n",
        "def make_limits():\n    return [LOWEST]",
        "LOWEST = -10",
    ),
    book(
        "cells with errors",
        "1 / 0",
        "x = undefined_name\nimport numpy as np\n",
        SOLUTION,
        "assert False",
        "raise SystemExit",
    ),
    book("a cell that fails before the solution in it", "import nltk\nnltk.download('punkt')\n# the solution\n"),
    book("prose in a code cell", "Now I write the mask, which hides the future.", SOLUTION, "## Result\n**It works!**"),
    book(
        "prose above the solution",
        "Now I write the mask\n# the solution\n",
        told="attention.ipynb cell 1 line 1 is not Python: invalid syntax: Now I write the mask",
    ),
    book(
        "await",
        "import asyncio\nawait asyncio.sleep(0)\nresult = await asyncio.gather(asyncio.sleep(0, 1))",
        "# the solution\nprint(result)\n",
    ),
    book("results by number", SOLUTION, LOOK, "_ + 1\nOut[2]\nIn[1]\n_2.shape"),
    book(
        "a module written by a cell",
        "%%writefile my_masks.py\nimport numpy as np\n\n\ndef right(length):\n    return np.tri(length, dtype=bool)\n",
        """
        from my_masks import right
        # the solution
        def causal_mask(length, old=causal_mask):
            return old(length) if length < 1 else right(length)
        """,
    ),
    book(
        "the solution more than once",
        "def causal_mask(length):\n    raise NotImplementedError",
        "def causal_mask(length):\n    return None",
        SOLUTION,
    ),
    book(
        "plots",
        "import matplotlib.pyplot as plt\n%matplotlib widget\nplt.plot([1, 2])\nplt.show()",
        SOLUTION,
        "plt.imshow(causal_mask(4)); plt.colorbar()",
    ),
    book(
        "progress bars in a notebook",
        "from tqdm.notebook import tqdm\nfor _ in tqdm(range(3)): pass",
        """
        # the solution
        def causal_mask(length, right=causal_mask):
            for _ in tqdm(range(length), leave=False):
                pass
            return right(length)
        """,
    ),
    book(
        "a slip in the function's name in a notebook",
        "import nltk",
        "# the solution\ncausal_masc = causal_mask\ndel causal_mask",
        told="attention.ipynb has no function causal_mask; it has causal_masc: rename it",
    ),
    book(
        "another exercise's cell is broken",
        "def probe_prefix(:\n    pass",
        "# the solution\ncausal_masc = causal_mask\ndel causal_mask",
        told="has no function causal_mask; it has causal_masc: rename it",
    ),
    Case(
        "two notebooks of own names",
        {"lab 1 - other.ipynb": notebook("def cosine(a, b):\n    return 1"), "lab 2.ipynb": notebook(SOLUTION)},
    ),
    Case(
        "notebooks copied in Drive",
        {"Copy of attention.ipynb": notebook(SOLUTION), "Copy of clustering.ipynb": notebook("x = 1")},
    ),
    Case("a notebook in capitals", {"Week 3/Attention.IPYNB": notebook(SOLUTION)}),
    Case("a notebook of the exercise's name", {f"attention/{MASK}.ipynb": notebook(SOLUTION)}),
    Case("a notebook with a byte order mark", {"attention.ipynb": b"\xef\xbb\xbf" + notebook(SOLUTION).encode()}),
    Case(
        "an empty notebook beside the file",
        {f"attention/{MASK}.py": solution(), "Untitled.ipynb": notebook()},
        "Untitled.ipynb has no code cells",
    ),
    Case(
        "a web page of a notebook",
        {"attention.ipynb": "<!DOCTYPE html><html></html>"},
        "attention.ipynb is not a notebook: its text is not JSON",
        0.0,
    ),
]
