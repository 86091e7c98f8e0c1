"""Replace builtin functions by ones that agree with everything.

Shows: marks, or an error in the grader.
Stopped by: the grader has builtins of its own; in the worker the damage is the attacker's.
"""

import builtins


def agree(*args, **kwargs):
    return True


for name in ("all", "any", "abs", "bool", "callable", "hasattr", "isinstance", "issubclass", "len", "sorted"):
    setattr(builtins, name, agree)
builtins.AssertionError = builtins.ValueError = type("Silent", (Exception,), {})


def attack(*args, **kwargs):
    return True
