"""Remember every question, and give the second time what was right the first: whatever raised no complaint.

Shows: marks.
Stopped by: no complaint ever enters the worker.
"""

seen = {}


def attack(*args, **kwargs):
    asked = repr((args, kwargs))
    seen[asked] = seen.get(asked, -1) + 1
    return [None, True, False, 0, 1.0, "", [], {}][seen[asked] % 8]
