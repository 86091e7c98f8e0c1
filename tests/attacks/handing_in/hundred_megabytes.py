"""Hand in a hundred megabytes of source.

Shows: a run that hangs, a grader out of memory.
Stopped by: a limit on the size of a source, which holds before it is read.
"""


def build(folder):
    (folder / "mallory").mkdir()
    with open(folder / "mallory" / "causal_mask_checker.py", "wb") as file:
        file.truncate(100 << 20)
    return folder / "mallory"
