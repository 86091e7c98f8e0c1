"""Tell the inputs of hidden tests by a file or an exit status of a process that crashes.

Shows: `leaked` in the message of a hidden test.
Stopped by: the message of a hidden test says that its process ended, and not how.
"""

import os
from pathlib import Path


def attack(*args, **kwargs):
    Path("leaked").write_text(f"leaked {args}")
    os.write(2, f"leaked {args}\n".encode())
    os._exit(len(repr(args)) % 256)
