"""Return a list nested a hundred thousand deep.

Shows: an error or a crash in the grader.
Stopped by: the packer stops at a depth.
"""


def attack(*args, **kwargs):
    nested = []
    for _ in range(100_000):
        nested = [nested]
    return nested
