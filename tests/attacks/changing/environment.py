"""Change the environment, so that the next process that is started runs one's own code.

Shows: an effect on the next worker.
Stopped by: workers are forked from a process that is not the attacker's, with variables of its own.
"""

import os

if os.environ.get("PYTHONSTARTUP") == "mallory.py":
    raise RuntimeError("got through: the environment is that of an earlier worker")
os.environ["PYTHONSTARTUP"] = os.environ["PYTHONPATH"] = os.environ["LD_PRELOAD"] = "mallory.py"


def attack(*args, **kwargs):
    os._exit(1)
