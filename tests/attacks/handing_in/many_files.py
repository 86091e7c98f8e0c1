"""Hand in twenty thousand files.

Shows: a run that hangs.
Stopped by: a limit on the number of files, which holds before any is read.
"""

import zipfile


def build(folder):
    with zipfile.ZipFile(folder / "mallory.zip", "w") as archive:
        for number in range(20_000):
            archive.writestr(f"{number}.py", "")
    return folder / "mallory.zip"
