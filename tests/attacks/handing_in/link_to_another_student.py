"""Hand in a link to somebody else's folder.

Shows: marks.
Stopped by: a hand-in that is a link is refused.
"""

from graders.kit.catalog import exercises


def build(folder):
    (folder / "bob").mkdir()
    (folder / "bob" / "causal_mask_checker.py").write_text(exercises()["causal_mask_checker"].reference.read_text())
    (folder / "mallory").symlink_to("bob")
    return folder / "mallory"
