"""Say that the hand-in has a million functions, none of them asked for.

Shows: a grader that looks for a similar name for minutes.
Stopped by: the grader looks at the first few hundred names only.
Slow: yes
"""

import sys

runtime = sys.modules.get("graders.sandbox.runtime")
if runtime is not None:
    runtime.functions = lambda module: [f"causal_mosk_{n:x}" for n in range(40_000)]


def attack(*args, **kwargs):
    return True
