"""Hand in a small zip that holds gigabytes.

Shows: a full disk or memory.
Stopped by: a file is read up to its limit, whatever size it claims.
"""

import zipfile


def build(folder):
    with zipfile.ZipFile(folder / "mallory.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("causal_mask_checker.py", bytes(100 << 20))
    return folder / "mallory.zip"
