"""Hand in a notebook in which everything is of another type than it should be.

Shows: an error in the grader.
Stopped by: what is no code cell is passed by.
"""

import json

CELLS = [1, None, [], {"cell_type": "code", "source": 3}, {"cell_type": ["code"], "source": {}}]


def build(folder):
    code = {"cell_type": "code", "source": ["def causal_mask(n):\n", 7, None, "    return n\n"], "metadata": 5}
    book = {"cells": [*CELLS, code], "nbformat": "4", "metadata": [1e999]}
    (folder / "mallory.ipynb").write_text(json.dumps(book))
    return folder / "mallory.ipynb"
