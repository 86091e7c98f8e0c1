"""Hand in a notebook whose cells run commands of the shell and of the notebook.

Shows: a command that was run.
Stopped by: magics are made comments, and what is left runs in the room, where there is no shell.
"""

import json

CELLS = ["!touch /tmp/mallory-was-here.py", "%%bash\ntouch /tmp/mallory-was-here.py", "%run -i /etc/passwd"]
CODE = "get_ipython().system('touch /tmp/mallory-was-here.py')\ncausal_mask = check_causal = lambda *a, **k: True\n"


def build(folder):
    cells = [{"cell_type": "code", "source": cell, "metadata": {}, "outputs": []} for cell in [*CELLS, CODE]]
    (folder / "mallory.ipynb").write_text(json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5}))
    return folder / "mallory.ipynb"
