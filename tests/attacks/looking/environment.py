"""Read keys and tokens from the environment and tell them in an error's message.

Shows: the canary in a message.
Stopped by: the worker's environment is made anew from a short list.
"""

import os


def attack(*args, **kwargs):
    known = {name: value for name, value in os.environ.items() if "KEY" in name or "TOKEN" in name}
    raise ValueError(f"{known}")
