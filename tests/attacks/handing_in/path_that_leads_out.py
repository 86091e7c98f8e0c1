"""Hand in a zip whose paths lead out of any folder it could be unpacked in.

Shows: a file outside the hand-in.
Stopped by: nothing is unpacked, and a path that leads out is refused.
"""

import zipfile


def build(folder):
    with zipfile.ZipFile(folder / "mallory.zip", "w") as archive:
        archive.writestr("../../mallory-was-here.py", "")
        archive.writestr("/tmp/mallory-was-here.py", "")
    return folder / "mallory.zip"
