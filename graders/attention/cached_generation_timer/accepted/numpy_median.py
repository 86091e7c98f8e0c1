"""An array of readings, numpy's median and numpy's floats; the tokens of all runs are compared."""

import time

import numpy as np


def readings(generate, length, use_cache, repeats, clock):
    tokens = [generate(length, use_cache)]
    times = np.empty((repeats, 2))
    for i in range(repeats):
        times[i, 0] = clock()
        tokens.append(generate(length, use_cache))
        times[i, 1] = clock()
    return tokens, np.median(np.diff(times, axis=1))


def time_generation(generate, lengths, repeats=3, clock=time.perf_counter):
    lengths = np.asarray(lengths, dtype=int)
    if lengths.size == 0 or lengths.min() < 1 or repeats < 1:
        raise ValueError("bad lengths or repeats")
    rows = []
    for length in lengths.tolist():
        without, uncached = readings(generate, length, False, repeats, clock)
        tokens, cached = readings(generate, length, True, repeats, clock)
        if any(other != tokens[0] for other in tokens + without):
            raise ValueError(f"not always the same tokens at {length}")
        if np.any(np.array([cached, uncached]) <= 0):
            raise ValueError("the clock stands still")
        row = {"new_tokens": np.int64(length), "cached_s": cached, "uncached_s": uncached}
        rows.append(row | {"speedup": uncached / cached, "tokens_per_s": length / cached})
    return rows


def timing_table(rows):
    def line(*cells):
        return "| " + " | ".join(cells) + " |"

    header = line("new tokens", "cached (s)", "uncached (s)", "speedup")
    body = [
        line(str(r["new_tokens"]), "%.4f" % r["cached_s"], "%.4f" % r["uncached_s"], "%.2f×" % r["speedup"])
        for r in rows
    ]
    return "\n".join([header, "--- | --- | --- | ---", *body])
