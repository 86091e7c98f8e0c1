"""Both kinds of run go through one stopwatch, so that they cannot be measured differently.

The median is taken because noise on a busy machine only ever adds: one interrupted run spoils a mean, not a
median. The run that warms up is done anew for each length and kind, since memory is allocated and kernels are
chosen by shape; its tokens serve to compare the two kinds, so that nothing but generation stands between two
readings of the clock.
"""

import statistics
import time
from collections.abc import Callable, Sequence

HEADER = "| new tokens | cached (s) | uncached (s) | speedup |\n| ---: | ---: | ---: | ---: |"


def time_generation(
    generate: Callable[[int, bool], list[int]],
    lengths: Sequence[int],
    repeats: int = 3,
    clock: Callable[[], float] = time.perf_counter,
) -> list[dict[str, float]]:
    if len(lengths) == 0 or min(lengths) < 1:
        raise ValueError(f"lengths must be one or more numbers of at least 1, got {lengths}")
    if repeats < 1:
        raise ValueError(f"repeats must be at least 1, got {repeats}")

    def median_seconds(new_tokens: int, use_cache: bool) -> float:
        times = []
        for _ in range(repeats):
            start = clock()
            generate(new_tokens, use_cache)
            times.append(clock() - start)
        median = statistics.median(times)
        if not median > 0:
            raise ValueError(f"clock must advance during a run of {new_tokens} tokens, got {median} s")
        return median

    rows = []
    for new_tokens in lengths:
        if generate(new_tokens, True) != generate(new_tokens, False):
            raise ValueError(f"generate must give the same {new_tokens} tokens with and without its cache")
        cached, uncached = median_seconds(new_tokens, True), median_seconds(new_tokens, False)
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


def timing_table(rows: Sequence[dict[str, float]]) -> str:
    lines = [
        f"| {row['new_tokens']} | {row['cached_s']:.4f} | {row['uncached_s']:.4f} | {row['speedup']:.2f}× |"
        for row in rows
    ]
    return "\n".join([HEADER, *lines])
