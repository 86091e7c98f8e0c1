"""A median of 0 is not refused: the division fails, or the speedup is 0.

A clock of coarse ticks, or a run that is too short for it, gives times of 0.
"""

import statistics
import time


def measure(generate, new_tokens, use_cache, repeats, clock):
    times = []
    for _ in range(repeats):
        start = clock()
        generate(new_tokens, use_cache)
        times.append(clock() - start)
    return statistics.median(times)


def time_generation(generate, lengths, repeats=3, clock=time.perf_counter):
    if len(lengths) == 0 or min(lengths) < 1 or repeats < 1:
        raise ValueError("every length and repeats must be at least 1")
    rows = []
    for new_tokens in lengths:
        if generate(new_tokens, True) != generate(new_tokens, False):
            raise ValueError(f"{new_tokens} tokens differ with and without cache")
        cached = measure(generate, new_tokens, True, repeats, clock)
        uncached = measure(generate, new_tokens, False, repeats, clock)
        rows.append(
            {
                "new_tokens": new_tokens,
                "cached_s": cached,
                "uncached_s": uncached,
                "speedup": uncached / cached,
                "tokens_per_s": new_tokens / cached,
            }
        )
    return rows


def timing_table(rows):
    lines = ["| new tokens | cached (s) | uncached (s) | speedup |", "| --- | --- | --- | --- |"]
    for row in rows:
        cached, uncached = f"{row['cached_s']:.4f}", f"{row['uncached_s']:.4f}"
        lines.append(f"| {row['new_tokens']} | {cached} | {uncached} | {row['speedup']:.2f}× |")
    return "\n".join(lines)
