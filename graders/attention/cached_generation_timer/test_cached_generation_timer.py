"""Grades cached_generation_timer. Not checked: absolute times, the order of kinds, the wording of errors."""

import numpy as np

from graders.kit import check, handle, points

KEYS = ["cached_s", "new_tokens", "speedup", "tokens_per_s", "uncached_s"]


def simulate(costs, repeats):
    """A generate whose runs take costs[new_tokens, use_cache] seconds in turn, its clock, and the calls."""
    now, events = [1024.0], []

    def clock():
        events.append("clock")
        return now[0]

    def generate(new_tokens, use_cache):
        if "clock" not in events and len(events) == (1 + repeats) * len(costs) - 1:
            raise LookupError("this is the last run, and the clock that was passed in was never read")
        run = (new_tokens, bool(use_cache))
        now[0] += costs[run][min(events.count(run), len(costs[run]) - 1)]
        events.append(run)
        return [7] * new_tokens

    return generate, clock, events


def column(rows, name):
    """One value of each row, once it is sure that the rows have the five keys."""
    if not isinstance(rows, (list, tuple)):
        return rows
    for row in rows:
        check.equal(sorted(map(str, row)) if isinstance(row, dict) else row, KEYS, what="the keys of a row")
    return [row[name] for row in rows]


def timed(events):
    """Each run with whether it was timed; None where a reading of the clock belongs to no single run."""
    runs, rest = [], list(events)
    while rest:
        if rest[0] != "clock":
            runs.append((rest.pop(0), False))
        elif [event == "clock" for event in rest[:3]] == [True, False, True]:
            runs.append((rest[1], True))
            del rest[:3]
        else:
            return None
    return runs


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
def test_each_time_is_the_median_of_the_timed_runs(student):
    for repeats, cached, uncached in (
        (1, [8.0, 1.0], [16.0, 4.0]),
        (3, [8.0, 2.0, 0.5, 1.0], [32.0, 4.0, 16.0, 1.0]),
        (5, [16.0, 2.0, 4.0, 0.25, 1.0, 0.5], [64.0, 16.0, 2.0, 32.0, 4.0, 8.0]),
        (1, [1.0, 2.0**-7], [1.0, 2.0**-5]),
    ):
        generate, clock, _ = simulate({(4, True): cached, (4, False): uncached}, repeats)
        rows = student.time_generation(generate, [4], repeats=repeats, clock=clock)
        check.equal(column(rows, "cached_s"), [float(np.median(cached[1:]))], what="cached_s")
        check.equal(column(rows, "uncached_s"), [float(np.median(uncached[1:]))], what="uncached_s")


@points(1)
def test_speedup_and_rate_follow_from_the_times(student):
    for cached, uncached, speedup, rate in (
        ({4: 2.0}, {4: 8.0}, [4.0], [2.0]),
        ({4: 8.0}, {4: 2.0}, [0.25], [0.5]),
        ({16: 0.25, 2: 0.5}, {16: 4.0, 2: 1.0}, [16.0, 2.0], [64.0, 4.0]),
    ):
        costs = {(n, True): [s] for n, s in cached.items()} | {(n, False): [s] for n, s in uncached.items()}
        generate, clock, _ = simulate(costs, repeats=2)
        rows = student.time_generation(generate, list(cached), repeats=2, clock=clock)
        check.equal(column(rows, "speedup"), speedup, what="speedup")
        check.equal(column(rows, "tokens_per_s"), rate, what="tokens_per_s")


@points(1)
def test_one_run_warms_up_and_the_clock_frames_each_run_after_it(student):
    for lengths, repeats in (([2], 1), ([2], 3), ([8, 2, 4], 2)):
        costs = {(n, cached): [64.0, 8.0, 1.0, 2.0] for n in lengths for cached in (True, False)}
        generate, clock, events = simulate(costs, repeats)
        rows = student.time_generation(generate, lengths, repeats=repeats, clock=clock)
        check.equal(column(rows, "new_tokens"), lengths, what="new_tokens")
        runs = timed(events)
        check.that(
            runs is not None,
            "read the clock elsewhere than right before and right after a run.",
            expected="clock, generate, clock for a timed run; generate alone for the one that warms up",
            got="a reading of the clock that frames no single run",
        )
        for run in costs:
            turns = ["timed" if was_timed else "not timed" for made, was_timed in runs if made == run]
            wanted = ["not timed"] + ["timed"] * repeats
            check.that(
                turns == wanted,
                "did not warm up once and then time every repeat, for each length and kind.",
                expected=f"generate{run}: " + ", ".join(wanted),
                got=", ".join(turns) or "no such run",
            )


@points(1)
def test_the_table_has_a_header_a_separator_and_a_line_per_row(student, reference):
    short = {"new_tokens": 4, "cached_s": 2.0, "uncached_s": 8.0, "speedup": 4.0, "tokens_per_s": 2.0}
    long = {"new_tokens": 64, "cached_s": 0.125, "uncached_s": 1.5, "speedup": 12.0, "tokens_per_s": 512.0}
    for rows in ([short], [long, short]):
        check.equal(plain(student.timing_table(rows)), plain(reference.timing_table(rows)), what="the lines")


@points(0.5, deadline=20)
def test_a_real_gpt2_is_timed_by_the_real_clock(student):
    rows = student.time_generation(handle.generate("tiny-gpt2", prompt=[1, 2, 3]), [1, 2], repeats=1)
    check.equal(column(rows, "new_tokens"), [1, 2], what="new_tokens")
    for name in ("cached_s", "uncached_s"):
        positive = all(isinstance(s, float) and 0 < s < float("inf") for s in column(rows, name))
        check.that(positive, "measured a time that is not above 0.", expected=f"{name} as a float above 0")
    # No measured time may stand in a message: it would be another one at each regrade.
    for name, formula, of in (
        ("speedup", "uncached_s / cached_s", lambda row: row["uncached_s"] / row["cached_s"]),
        ("tokens_per_s", "new_tokens / cached_s", lambda row: row["new_tokens"] / row["cached_s"]),
    ):
        follows = all(isinstance(r[name], float) and abs(r[name] - of(r)) <= 1e-6 * of(r) for r in rows)
        check.that(follows, f"returned a {name} that does not follow from its times.", expected=f"{name} = {formula}")
