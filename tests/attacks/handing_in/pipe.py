"""Hand in a named pipe, which whoever opens it waits for.

Shows: a run that hangs.
Stopped by: only plain files are opened, and without waiting.
"""

import os


def build(folder):
    (folder / "mallory").mkdir()
    os.mkfifo(folder / "mallory" / "causal_mask_checker.py")
    return folder / "mallory"
