"""Leave many files behind, and a few large ones.

Shows: a file that is left, or a full disk.
Stopped by: a limit on the size of a file; the zygote removes the worker's folder.
"""

import tempfile
from pathlib import Path


def attack(*args, **kwargs):
    folder = Path(tempfile.mkdtemp())
    for number in range(300):
        (folder / f"{number}.txt").write_bytes(bytes(2000))
    with open(folder / "large", "wb") as file:
        file.seek(65 << 20)
        file.write(b"x")
    raise RuntimeError("got through: a file of 65 MB")
