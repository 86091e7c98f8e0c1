"""Lift the packer's own limits and return integers that no float can hold.

Shows: an error in the grader, which then cannot check and must not take marks.
Stopped by: the grader's unpacker has the same limits.
"""

import sys

values = sys.modules.get("graders.sandbox.values")
if values is not None:
    values.MAX_INT_BITS = 10**6

HUGE = 10**4000


def attack(*args, **kwargs):
    # All but one value as a known mistake has them, so that the grader goes on to compare the last.
    report = {"causal": False, "leaks": [(0, 1)], "largest_leak": HUGE, "rows_sum_to_one": True}
    return report if args and hasattr(args[0], "shape") else HUGE
