"""Bad input is measured like any other: no lengths, a length or a number of repeats below 1."""

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
    rows = []
    for new_tokens in lengths:
        if generate(new_tokens, True) != generate(new_tokens, False):
            raise ValueError(f"{new_tokens} tokens differ with and without cache")
        cached = measure(generate, new_tokens, True, repeats, clock)
        uncached = measure(generate, new_tokens, False, repeats, clock)
        if cached <= 0 or uncached <= 0:
            raise ValueError(f"no time has passed for {new_tokens} tokens")
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
