"""Grades approach_comparison, hidden part: None and strange labels, ties, margins, every kind of bad input."""

from itertools import pairwise

from graders.kit import check, points

TRUTH = ["b", "a", "b", "c", "b", "a"]
GOOD = ["b", "a", "b", "c", "a", "a"]


def approach(predictions, seconds=1.0, cost_usd=0.0):
    return {"predictions": predictions, "seconds": seconds, "cost_usd": cost_usd}


def row(name, macro_f1, usd_per_1000, accuracy=0.5):
    rest = {"accuracy": accuracy, "unparsed": 0.25, "docs_per_s": 2.0}
    return {"name": name, "macro_f1": macro_f1, "usd_per_1000": usd_per_1000, **rest}


def check_column(rows, key, expected):
    """Demand the values of one key in all rows, in the order of the rows."""
    there = type(rows) in (list, tuple) and all(type(row) is dict and key in row for row in rows)
    check.that(there, "did not return a list of rows with the keys asked for.")
    check.equal([row[key] for row in rows], expected, key)


@points(0.5)
def test_none_is_a_label_in_stability_and_every_run_counts(student, reference, rng):
    for runs, expected in (
        ([[None], [None]], 1.0),
        ([["a"], [None]], 0.0),
        ([[None, None, "a"], [None, "None", "a"], [None, None, "A"]], 1 / 3),
        ([["a", "b", "c"]] * 4 + [["a", "a", "a"]], 1 / 3),
        ([["a", "b", "b", "a"], ["b", "b", "b", "a"], ["b", "b", "a", "a"]], 0.5),
    ):
        check.equal(student.stability(runs), expected)
    for n_runs in (2, 3, 5):
        labels = ["a", "b", None]
        base = rng.integers(3, size=20)
        runs = [[labels[i] for i in (base + (rng.random(20) < 0.25)) % 3] for _ in range(n_runs)]
        check.equal(student.stability(runs), reference.stability(runs))
    three = [["a"], ["a"], ["a", "b"]]
    for runs in ([], [[]], (("a",),), [["a"], []], [["a", "b"], ["a", "b"], ["a"]], three, [[], [], []]):
        check.raises(ValueError, student.stability, runs)


@points(0.5)
def test_a_cost_is_the_sum_of_both_kinds_of_tokens_and_nothing_may_be_negative(student, rng):
    for _ in range(4):
        tokens = [int(n) for n in rng.integers(1, 10**7, size=2)]
        prices = [int(n) / 64 for n in rng.integers(1, 640, size=2)]
        expected = (tokens[0] * prices[0] + tokens[1] * prices[1]) / 1e6
        check.equal(student.cost_usd(*tokens, *prices), expected)
    check.equal(student.cost_usd(input_tokens=100, output_tokens=7, input_price=0, output_price=2.0), 1.4e-5)
    check.equal(student.cost_usd(5, 0, 1.5, 0), 7.5e-6)
    for place in range(4):
        for others in (0, 3):
            amounts = [others] * 4
            amounts[place] = -1
            check.raises(ValueError, student.cost_usd, *amounts)
    check.raises(ValueError, student.cost_usd, -10, 500, -0.15, 0.6)


@points(0.5)
def test_a_none_prediction_is_a_wrong_one_of_all_documents(student, reference):
    for predictions in (
        ["b", "a", "b", "c", "b", None],
        [None, "a", "b", None, "b", "a"],
        [None, None, None, "c", None, None],
        [None] * 6,
    ):
        [expected] = reference.compare_approaches(TRUTH, {"chat": approach(predictions)})
        for form in (list, tuple):
            rows = student.compare_approaches(form(TRUTH), {"chat": approach(form(predictions))})
            for key in ("unparsed", "accuracy", "macro_f1"):
                check_column(rows, key, [expected[key]])


@points(1)
def test_macro_f1_is_the_plain_mean_over_the_labels_in_truth(student, reference):
    for truth, predictions in (
        (TRUTH, ["b", "a", "b", "c", "b", "b"]),
        (TRUTH, ["b", "a", "b", "d", "b", "a"]),
        (TRUTH, ["b", "a", "B", "x", "y", "z"]),
        (TRUTH, ["b"] * 6),
        (TRUTH, ["d"] * 6),
        (["a", "a", "a"], ["a", "b", None]),
        (["a"], ["a"]),
        (["a"], ["b"]),
        (["a", "b"], ["b", "a"]),
        (["a"] * 9 + ["b"], ["a"] * 8 + ["b", "b"]),
    ):
        approaches = {"model": approach(predictions, 0.25, 1.0)}
        [expected] = reference.compare_approaches(truth, approaches)
        check_column(student.compare_approaches(truth, approaches), "macro_f1", [expected["macro_f1"]])


@points(0.5)
def test_equal_macro_f1_goes_by_cost_and_equal_cost_by_name(student):
    bad = ["a"] * 6
    approaches = {
        "m": approach(GOOD, 1.0, 0.5),
        "z": approach(bad, 9.0, 0.0),
        "k": approach(GOOD, 2.0, 0.25),
        "b": approach(GOOD, 8.0, 0.5),
        "a": approach(bad, 0.5, 0.125),
        "Z": approach(GOOD, 4.0, 0.5),
        "y": approach(bad, 3.0, 0.0),
        "best": approach(TRUTH, 5.0, 2.0),
    }
    best_first = ["best", "k", "Z", "b", "m", "y", "z", "a"]
    for names in ("km", "mk", "bm", "mb", "zay", "mbkZ", list(approaches)):
        rows = student.compare_approaches(TRUTH, {name: approaches[name] for name in names})
        check_column(rows, "name", [name for name in best_first if name in names])


@points(0.5)
def test_approaches_that_cannot_be_compared_are_an_error(student):
    good = approach(GOOD)
    check_column(student.compare_approaches(TRUTH, {"fine": good}), "name", ["fine"])
    check_column(student.compare_approaches(TRUTH, {"quick": approach(GOOD, 1e-6)}), "name", ["quick"])
    for bad in (
        approach(GOOD[:-1]),
        approach([*GOOD, "a"]),
        approach([]),
        approach(GOOD, 0.0),
        approach(GOOD, 0),
        approach(GOOD, -2.0),
    ):
        for approaches in ({"bad": bad}, {"fine": good, "bad": bad}, {"bad": bad, "fine": good}):
            check.raises(ValueError, student.compare_approaches, TRUTH, approaches)
    check.raises(ValueError, student.compare_approaches, [], {"bad": approach([])})
    check.raises(ValueError, student.compare_approaches, (), {"bad": good})


@points(1)
def test_a_margin_ends_at_its_edge_and_ties_go_to_the_better_then_by_name(student):
    for rows, margin, name in (
        ([row("only", 0.25, 3.0)], 0, "only"),
        ([row("dear", 0.8, 1.0), row("in", 0.75, 0.5)], 0.1, "in"),
        ([row("dear", 0.8, 1.0), row("in", 0.71, 0.5)], 0.1, "in"),
        ([row("dear", 0.8, 1.0), row("edge", 0.7, 0.5)], 0.1, "edge"),
        ([row("dear", 0.8, 1.0), row("out", 0.69999, 0.5)], 0.1, "dear"),
        ([row("dear", 0.75, 1.0), row("edge", 0.25, 0.5)], 0.5, "edge"),
        ([row("x", 0.5, 1.0), row("y", 0.45001, 0.5), row("z", 0.44, 0.1)], 0.05, "y"),
        ([row("high", 0.9, 0.5), row("low", 0.8, 0.5)], 0.2, "high"),
        ([row("first", 0.8, 0.5), row("second", 0.9, 0.5)], 0.2, "second"),
        ([row("b", 0.9, 0.5), row("a", 0.9, 0.5), row("c", 0.9, 0.5)], 0, "a"),
        ([row("b", 0.9, 0.5), row("a", 0.8, 0.5), row("B", 0.9, 0.5)], 0.2, "B"),
        ([row("good", 0.9, 0.25, accuracy=0.6), row("popular", 0.6, 0.0, accuracy=0.95)], 0.1, "good"),
        ([row("free", 0.0, 0.0), row("none", 0.0, 1.0)], 0, "free"),
        ([row("a", 0.9, 0.75), row("b", 0.6, 0.25), row("c", 0.7, 0.5)], 2, "b"),
    ):
        check.equal(student.cheapest_within(rows, margin), name)
        check.equal(student.cheapest_within(tuple(rows[::-1]), margin), name)
    for margin in (-1e-6, -1):
        check.raises(ValueError, student.cheapest_within, [row("a", 0.9, 0.5)], margin)
        check.raises(ValueError, student.cheapest_within, [], margin)
    check.raises(ValueError, student.cheapest_within, (), 0)


@points(0.5)
def test_drawn_approaches_are_compared_and_the_arguments_left_as_they_were(student, reference, rng):
    for n_docs in (12, 30):
        gap = 0.0
        while gap < 1e-4:
            truth = [("a", "b", "c", "d")[i] for i in rng.integers(4, size=n_docs)]
            approaches = {}
            for name in rng.permutation(["delta", "alpha", "Beta", "gamma"]).tolist():
                kept = rng.random(n_docs) < rng.random()
                drawn = [("a", "b", "c", "d", "e", None)[i] for i in rng.integers(6, size=n_docs)]
                predictions = [t if keep else d for t, d, keep in zip(truth, drawn, kept, strict=True)]
                approaches[name] = approach(predictions, int(rng.integers(1, 99)) / 8, int(rng.integers(99)) / 32)
            scores = [r["macro_f1"] for r in reference.compare_approaches(truth, approaches)]
            gap = min(a - b for a, b in pairwise(scores))
        check.equal(student.compare_approaches(truth, approaches), reference.compare_approaches(truth, approaches))
        check.unchanged(student)
