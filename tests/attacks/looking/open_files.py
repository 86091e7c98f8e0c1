"""Read and write through every open descriptor, in case one of the grader's was inherited.

Shows: a descriptor besides input, output, errors and the line to the grader.
Stopped by: the worker closes everything else before it loads the hand-in.
"""

import os


def attack(*args, **kwargs):
    for descriptor in range(4, 256):
        try:
            kind = os.fstat(descriptor).st_mode
        except OSError:
            continue
        raise RuntimeError(f"got through: descriptor {descriptor} of mode {kind:o} is open")
