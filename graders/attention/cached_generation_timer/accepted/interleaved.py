"""Cached and uncached runs take turns, so that a slow spell of the machine hits both; named arguments."""

import time
from statistics import median


def time_generation(generate, lengths, repeats=3, clock=time.perf_counter):
    if not lengths:
        raise ValueError("lengths is empty")
    if repeats < 1:
        raise ValueError("repeats must be at least 1")
    for length in lengths:
        if length < 1:
            raise ValueError(f"length {length} is below 1")
    return [measure(generate, length, repeats, clock) for length in lengths]


def measure(generate, length, repeats, clock):
    seconds = {True: [], False: []}
    tokens = {}
    for turn in range(repeats + 1):
        for use_cache in (False, True):
            if turn == 0:
                tokens[use_cache] = generate(use_cache=use_cache, new_tokens=length)
                continue
            before = clock()
            generate(use_cache=use_cache, new_tokens=length)
            after = clock()
            seconds[use_cache].append(after - before)
    if tokens[True] != tokens[False]:
        raise ValueError(f"cache changes the {length} tokens")
    cached, uncached = median(seconds[True]), median(seconds[False])
    if min(cached, uncached) <= 0:
        raise ValueError("a median is not above 0")
    return dict(
        new_tokens=length,
        cached_s=cached,
        uncached_s=uncached,
        speedup=uncached / cached,
        tokens_per_s=length / cached,
    )


def timing_table(rows):
    text = "| new tokens | cached (s) | uncached (s) | speedup |\n|---|---|---|---|\n"
    for row in rows:
        text += "|{new_tokens}|{cached_s:.4f}|{uncached_s:.4f}|{speedup:.2f}\u00d7|\n".format(**row)
    return text
