"""Return lists and dicts that hold themselves.

Shows: a run that hangs, an error in the grader.
Stopped by: the packer stops at a depth.
"""

CYCLIC = []
CYCLIC.append(CYCLIC)
TURNING = {}
TURNING["again"] = TURNING
VALUES = [CYCLIC, TURNING, (CYCLIC, TURNING)]


def attack(*args, **kwargs):
    VALUES.append(VALUES.pop(0))
    return VALUES[-1]
