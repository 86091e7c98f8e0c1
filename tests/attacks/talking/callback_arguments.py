"""Call the callbacks with arguments that their writer did not think of.

Shows: an error in the grader, a grader out of memory.
Stopped by: callbacks take plain values; what they raise is raised in the worker.
Against: cached_generation_timer
"""

import contextlib

import numpy as np

STRANGE = [
    ([], {}),
    (10**12, True),
    (-(10**12), False),
    (np.arange(10), np.ones(3)),
    ("4" * 1_000_000, None),
    (float("nan"), float("inf")),
    (1, 2, 3, 4),
    ([[[[]]]], {"a": {"b": 1}}),
]


def attack(generate=None, *args, clock=None, **kwargs):
    for arguments in STRANGE:
        with contextlib.suppress(Exception):
            generate(*arguments)
        with contextlib.suppress(Exception):
            clock(*arguments)
    with contextlib.suppress(Exception):
        generate(new_tokens=4, use_cache=True, __class__=1)
