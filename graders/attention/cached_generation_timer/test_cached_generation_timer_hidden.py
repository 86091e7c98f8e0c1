"""Grades cached_generation_timer. Not checked: absolute times, the order of kinds, the wording of errors."""

import numpy as np

from graders.kit import check, points


def simulate(costs, tokens=None):
    """A generate whose runs take costs[new_tokens, use_cache] seconds in turn, its clock, and the calls."""
    now, events = [256.0], []

    def clock():
        events.append("clock")
        return now[0]

    def generate(new_tokens, use_cache):
        run = (new_tokens, bool(use_cache))
        now[0] += costs[run][min(events.count(run), len(costs[run]) - 1)]
        events.append(run)
        return (tokens or {}).get(run, [7] * new_tokens)

    return generate, clock, events


def steady(cached, uncached):
    """Costs that are the same in every run; the arguments map lengths to seconds."""
    return {(n, True): [s] for n, s in cached.items()} | {(n, False): [s] for n, s in uncached.items()}


def row(new_tokens, cached, uncached):
    """A row whose two times are the medians of these."""
    cached, uncached = float(np.median(cached)), float(np.median(uncached))
    ratios = {"speedup": uncached / cached, "tokens_per_s": new_tokens / cached}
    return {"new_tokens": new_tokens, "cached_s": cached, "uncached_s": uncached} | ratios


def plain(table):
    """The lines of a table with one space around each cell, and any good separator as `---`."""
    if not isinstance(table, str):
        return table
    rows = [[cell.strip() for cell in line.strip().split("|")] for line in table.strip().splitlines()]
    lines = [" | ".join(cells).strip() for cells in rows]
    if len(rows) > 1:
        cells = [cell for cell in rows[1] if cell]
        if len(cells) == 4 and all("-" in cell and set(cell) <= {"-", ":"} for cell in cells):
            lines[1] = "---"
    return lines


@points(1.5)
def test_the_rows_follow_the_lengths_whatever_the_number_of_repeats(student, rng):
    for repeats in (1, 3, 4, 2, 6):
        lengths = [int(n) for n in rng.permutation(np.arange(2, 40))[: min(repeats, 3)]]
        costs = {
            (n, cached): [512.0, *(rng.integers(512, 4096, size=repeats) / 2**19).tolist()]
            for n in lengths
            for cached in (True, False)
        }
        generate, clock, _ = simulate(costs)
        rows = student.time_generation(generate, lengths, repeats, clock)
        check.equal(rows, [row(n, costs[n, True][1:], costs[n, False][1:]) for n in lengths])


@points(1)
def test_three_timed_runs_are_the_default(student):
    costs = {(6, True): [64.0, 4.0, 1.0, 2.0, 3.0], (6, False): [0.5, 1.0, 4.0, 2.0, 3.0]}
    generate, clock, events = simulate(costs)
    check.equal(student.time_generation(generate, (6,), clock=clock), [row(6, 2.0, 2.0)])
    for run in costs:
        runs = events.count(run)
        check.that(runs == 4, "made another number of runs.", "1 run to warm up and 3 timed ones", f"{runs} runs")
    readings = events.count("clock")
    check.that(readings == 12, "read the clock another number of times.", "12 readings", f"{readings} readings")
    generate, clock, _ = simulate(steady({8: 0.5, 2: 0.25}, {8: 0.5, 2: 0.25}))
    rows = student.time_generation(generate=generate, lengths=(8, 2, 8), clock=clock)
    check.equal(rows, [row(8, 0.5, 0.5), row(2, 0.25, 0.25), row(8, 0.5, 0.5)])


@points(0.5)
def test_no_lengths_and_numbers_below_one_are_refused(student):
    seconds = {4: 0.5, 1: 0.25, 0: 0.5, -3: 0.5}, {4: 2.0, 1: 0.5, 0: 0.5, -3: 0.5}
    for lengths, repeats in (([], 3), ((), 1), ([0], 3), ([4, 0], 1), ([-3, 4], 3), ([4], 0), ([4], -1)):
        generate, clock, _ = simulate(steady(*seconds))
        check.raises(ValueError, student.time_generation, generate, lengths, repeats=repeats, clock=clock)
    generate, clock, _ = simulate(steady({1: 1.0}, {1: 1.0}))
    rows = student.time_generation(generate, [1], repeats=1, clock=clock)
    check.equal(rows, [row(1, 1.0, 1.0)])


@points(1)
def test_other_tokens_without_the_cache_are_refused_and_the_length_named(student):
    costs = steady({5: 0.5, 31: 1.0, 48: 2.0}, {5: 0.5, 31: 1.0, 48: 2.0})
    generate, clock, _ = simulate(costs, {(31, True): [5, 7] + [9] * 29, (31, False): [5, 7] + [9] * 29})
    rows = student.time_generation(generate, [31, 5], repeats=1, clock=clock)
    check.equal(rows, [row(31, 1.0, 1.0), row(5, 0.5, 0.5)])
    for lengths, other, tokens in (
        ([31], 31, [7] * 30 + [9]),
        ([31], 31, [9] + [7] * 30),
        ([31], 31, [7] * 30),
        ([5, 31], 31, [7] * 15 + [9] + [7] * 15),
        ([48, 5], 48, [7] * 47 + [6]),
    ):
        for use_cache in (True, False):
            generate, clock, _ = simulate(costs, {(other, use_cache): tokens})
            check.raises(
                ValueError,
                student.time_generation,
                generate,
                lengths,
                repeats=2,
                clock=clock,
                names=str(other),
            )
    turned = {(31, True): [8] * 15 + [7] * 16, (31, False): [7] * 16 + [8] * 15}
    generate, clock, _ = simulate(costs, turned)
    check.raises(ValueError, student.time_generation, generate, [31], repeats=1, clock=clock, names="31")


@points(0.5)
def test_a_median_that_is_not_above_zero_is_refused(student):
    generate, clock, _ = simulate({(4, True): [8.0, 1.0, 0.5, 2.0], (4, False): [8.0, 0.25, 1.0, 4.0]})
    check.equal(student.time_generation(generate, [4], clock=clock), [row(4, 1.0, 1.0)])
    for cached, uncached in (
        ([0.0], [0.0]),
        ([0.0], [2.0]),
        ([2.0], [0.0]),
        ([8.0, 0.0, 0.0, 4.0], [2.0]),
        ([1.0], [8.0, 4.0, 0.0, 0.0]),
        ([-1.0], [2.0]),
        ([1.0], [8.0, -2.0, 1.0, -2.0]),
    ):
        generate, clock, _ = simulate({(4, True): cached, (4, False): uncached})
        check.raises(ValueError, student.time_generation, generate, [4], clock=clock)
    generate, clock, _ = simulate({(4, True): [8.0, 1.0, 0.0, 2.0], (4, False): [0.0, 0.0, 2.0, 1.0]})
    check.equal(student.time_generation(generate, [4], clock=clock), [row(4, 1.0, 1.0)])


@points(0.5)
def test_the_numbers_of_the_table_are_rounded_and_nothing_else(student, reference):
    times = ((1, 0.00012, 0.00036), (7, 0.5, 6.173), (512, 1234.56789, 99.99996), (3, 0.00004, 0.00001))
    rows = [row(*entry) for entry in times]
    for some in (rows[:1], rows[1:3], tuple(rows), []):
        check.equal(plain(student.timing_table(some)), plain(reference.timing_table(some)), what="the lines")
