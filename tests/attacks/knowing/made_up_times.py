"""Report times that nobody measured.

Shows: marks of the test with a real model and a real clock.
Stopped by: the grader has a clock, too, and knows how long the call took at most.
Against: cached_generation_timer
"""


def attack(generate=None, lengths=(), *args, **kwargs):
    times = {"cached_s": 1.0, "uncached_s": 2.0, "speedup": 2.0}
    return [{"new_tokens": n, **times, "tokens_per_s": n / 1.0} for n in lengths]
