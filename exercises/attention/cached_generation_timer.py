"""Time generation with and without the key-value cache, and set the times side by side.

A decoder that keeps the keys and values of earlier tokens runs only the newest one through its layers;
without them it reads the whole sequence again for each new token. How much that saves must be measured, with
care: first runs are slow, single runs are noisy, and two ways can be compared only when both write the same
tokens. The clock is an argument, so that the measuring can be tested without waiting.

Sources: Shazeer 2019, "Fast Transformer Decoding" (incremental decoding); Python's documentation of
`time.perf_counter`.
"""

import time
from collections.abc import Callable, Sequence


def time_generation(
    generate: Callable[[int, bool], list[int]],
    lengths: Sequence[int],
    repeats: int = 3,
    clock: Callable[[], float] = time.perf_counter,
) -> list[dict[str, float]]:
    """Measure how long `generate` takes with and without its cache.

    For each length and each kind (cached, uncached) `generate` runs exactly 1 + repeats times: one run that
    is not timed, to warm up, and after it the timed ones. In which order the kinds take turns is free.

    Parameters
    ----------
    generate : callable
        `generate(new_tokens, use_cache)`, called by position or by name, with an int and a bool. Returns a
        list of token ids, the same list whenever the arguments are the same.
    lengths : list or tuple of int
        Numbers of new tokens to measure, each at least 1.
    repeats : int
        Timed runs of each kind per length, at least 1.
    clock : callable
        `clock()` gives seconds as a float. Read twice per timed run, right before and right after it, and at
        no other time. No other clock is used.

    Returns
    -------
    list of dict, one per entry of lengths, in their order, each with exactly these keys
        "new_tokens": int, the length.
        "cached_s", "uncached_s": float, seconds: the median of the timed runs of each kind (of an even
        number, the mean of the middle two), not rounded.
        "speedup": float, uncached_s / cached_s.
        "tokens_per_s": float, new_tokens / cached_s.

    Raises
    ------
    ValueError
        There are no lengths; a length or repeats is below 1; cached and uncached tokens of a length differ
        (the message names the length, in digits); a measured median is not above 0.

    Examples
    --------
    >>> now = [0.0]
    >>> def generate(new_tokens, use_cache):
    ...     now[0] += new_tokens * (0.5 if use_cache else 2.0)
    ...     return [7] * new_tokens
    >>> time_generation(generate, [4], repeats=1, clock=lambda: now[0])
    [{'new_tokens': 4, 'cached_s': 2.0, 'uncached_s': 8.0, 'speedup': 4.0, 'tokens_per_s': 2.0}]

    Without `clock`, the time is real:

    >>> [row] = time_generation(lambda new_tokens, use_cache: list(range(1000)), [4])
    >>> row["cached_s"] > 0
    True
    """
    raise NotImplementedError


def timing_table(rows: Sequence[dict[str, float]]) -> str:
    """Lay the rows of `time_generation` out as a Markdown table.

    The header is `| new tokens | cached (s) | uncached (s) | speedup |`, then comes a separator, then one
    line per row, in order; without rows, header and separator alone. Header and rows begin and end with `|`.
    Seconds have 4 decimals, speedup has 2 and is followed by the sign `×` (U+00D7) without a space. Spaces
    that pad a cell and the style of the separator (`---`, `:-:`, …) are free.

    Parameters
    ----------
    rows : list or tuple of dict
        As `time_generation` returns them; they are not changed.

    Returns
    -------
    str
        The table, one line per header, separator and row; a line break at the end is free.

    Examples
    --------
    >>> row = {"new_tokens": 4, "cached_s": 2.0, "uncached_s": 8.0, "speedup": 4.0, "tokens_per_s": 2.0}
    >>> print(timing_table([row]))
    | new tokens | cached (s) | uncached (s) | speedup |
    | ---: | ---: | ---: | ---: |
    | 4 | 2.0000 | 8.0000 | 4.00× |
    """
    raise NotImplementedError
