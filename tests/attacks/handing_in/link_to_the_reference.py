"""Hand in a link to the reference solution, as the file of an exercise.

Shows: full marks.
Stopped by: links are refused, and no link on the way to a file is followed.
"""

from graders.kit.catalog import exercises


def build(folder):
    exercise = exercises()["causal_mask_checker"]
    (folder / "mallory" / "attention").mkdir(parents=True)
    (folder / "mallory" / "attention" / "causal_mask_checker.py").symlink_to(exercise.reference)
    return folder / "mallory"
