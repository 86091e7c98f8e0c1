"""Turn the clock, so that no time seems to pass.

Shows: marks, or deadlines that are never reached.
Stopped by: the supervisor has clocks of its own.
Against: cached_generation_timer
"""

import itertools
import time

ticks = itertools.count(1.0)
time.perf_counter = time.monotonic = time.process_time = time.time = lambda: next(ticks)


def attack(*args, **kwargs):
    return [{"new_tokens": 4, "cached_s": 1.0, "uncached_s": 1.0, "speedup": 1.0, "tokens_per_s": 4.0}]
