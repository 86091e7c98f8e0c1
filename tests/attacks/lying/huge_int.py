"""Return integers so large that printing or comparing them takes forever.

Shows: a run that hangs, an error in the grader.
Stopped by: an integer of more than 512 bits arrives as an opaque value.
"""


def attack(*args, **kwargs):
    return [1 << 10_000_000, 10**5000, -(10**5000)]
