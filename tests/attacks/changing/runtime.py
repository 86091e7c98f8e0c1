"""Replace the functions of the worker that call the hand-in and describe its errors.

Shows: marks, or an error in the grader.
Stopped by: they can only send other plain values; which are right is known to the grader alone.
"""

import sys


def call(function, args, kwargs):
    class Effects:
        pass

    return True, [], {"arguments": [], "random_state": False, "model_mode": False}


runtime = sys.modules.get("graders.sandbox.runtime")
if runtime is not None:
    runtime.call = call
    runtime.describe = lambda *args: None


def attack(*args, **kwargs):
    return True
