"""Hand in under names that are markup, commands of a terminal and formulas of a spreadsheet.

Shows: markup in a report.
Stopped by: names are escaped where they are shown.
"""


def build(folder):
    entry = folder / "=cmd()<script>alert(1)<\u2215script>\x1b[31m\u202e"
    (entry / "attention").mkdir(parents=True)
    (entry / "attention" / "causal_mask_checker.py").write_text("raise ValueError('<script>alert(1)</script>')\n")
    (entry / "<script>\x1b[2J.py").write_text("")
    return entry
