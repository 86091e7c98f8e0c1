"""Everything warms up before anything is timed; tuples of ordered dicts; a padded table."""

import time
from collections import OrderedDict


def middle(values):
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def stopwatch(clock, run):
    start = clock()
    run()
    return clock() - start


def time_generation(generate, lengths, repeats=3, clock=time.perf_counter):
    if repeats < 1 or len(lengths) == 0 or any(length < 1 for length in lengths):
        raise ValueError("repeats and all of lengths must be at least 1, and there must be lengths")
    for length in lengths:
        with_cache, without = generate(length, use_cache=True), generate(length, use_cache=False)
        if list(with_cache) != list(without):
            raise ValueError(f"tokens differ at length {length}")
    rows = []
    for length in lengths:
        cached = middle([stopwatch(clock, lambda n=length: generate(n, True)) for _ in range(repeats)])
        uncached = middle([stopwatch(clock, lambda n=length: generate(n, False)) for _ in range(repeats)])
        for name, seconds in (("cached", cached), ("uncached", uncached)):
            if not seconds > 0:
                raise ValueError(f"the {name} median is {seconds}")
        row = OrderedDict(tokens_per_s=length / cached, speedup=uncached / cached)
        row.update(uncached_s=uncached, cached_s=cached, new_tokens=length)
        rows.append(row)
    return tuple(rows)


def timing_table(rows):
    lines = [["new tokens", "cached (s)", "uncached (s)", "speedup"]]
    for row in rows:
        seconds = [format(row[name], ".4f") for name in ("cached_s", "uncached_s")]
        lines.append([str(row["new_tokens"]), *seconds, format(row["speedup"], ".2f") + "×"])
    widths = [max(len(line[i]) for line in lines) for i in range(4)]
    lines.insert(1, [":" + "-" * (width - 2) + ":" for width in widths])
    return "\n".join(
        "| " + " | ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    )
