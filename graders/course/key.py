"""`lab key FILE`: makes a course key, once."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from .class_run import read_key
from .errors import UsageError


def make_key(path: Path) -> str:
    """Write a new random course key, readable by its owner only, and return its id.

    Raises
    ------
    UsageError
        If there is a file already, which stays as it is, or the file cannot be written.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UsageError(f"{path} is there already; a course key is made once, so it stays as it is.") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from None
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        os.fchmod(descriptor, 0o600)  # whatever the umask says
        file.write(secrets.token_urlsafe(32) + "\n")
    return read_key(path)[0]
