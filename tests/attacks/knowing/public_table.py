"""Look the answers of the public tests up in a table.

Shows: marks of hidden tests.
Stopped by: hidden tests ask something else, and draw their inputs anew for each hand-in.
Honest: public
"""

import re
import sys

import numpy as np
from public_cases import KNOWN


def attack(*args, **kwargs):
    name = called()
    asked = re.sub(r" at 0x[0-9a-f]+", "", repr((name, list(args), sorted(kwargs.items()))))
    answer = KNOWN.get(asked, "None")
    if answer == "raise":
        raise ValueError("as the public tests demand")
    return eval(answer, {**vars(np), "array": np.array})


def called():
    here = sys._getframe()
    while here is not None:
        message = here.f_locals.get("message")
        if isinstance(message, dict) and "name" in message:
            return message["name"]
        if isinstance(here.f_locals.get("name"), str):
            return here.f_locals["name"]
        here = here.f_back
    return ""
