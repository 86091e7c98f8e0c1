"""Grades approach_comparison. Not checked: speed, the wording of errors, None as a true label."""

from graders.kit import check, points

TRUTH = ["pos", "neg", "pos", "neu", "neg", "pos", "neu", "pos"]
HALF = ["pos", "neg", "neg", "neu", None, "pos", "pos", "mixed"]


def approach(predictions, seconds=1.0, cost_usd=0.0):
    return {"predictions": predictions, "seconds": seconds, "cost_usd": cost_usd}


def check_column(rows, key, expected):
    """Demand the values of one key in all rows, in the order of the rows."""
    there = type(rows) in (list, tuple) and all(type(row) is dict and key in row for row in rows)
    check.that(there, "did not return a list of rows with the keys asked for.")
    check.equal([row[key] for row in rows], expected, key)


def row(name, macro_f1, usd_per_1000, accuracy=0.5):
    rest = {"accuracy": accuracy, "unparsed": 0.0, "docs_per_s": 10.0}
    return {"name": name, "macro_f1": macro_f1, "usd_per_1000": usd_per_1000, **rest}


@points(1)
def test_stability_is_the_share_of_documents_labelled_alike_in_all_runs(student):
    a, b = "spam", "ham"
    for runs, expected in (
        ([[a], [a]], 1.0),
        ([[a], [b]], 0.0),
        ([[a, b, a, b], [a, a, a, b]], 0.75),
        ([[a, b, a, b], [a, a, b, a], [b, b, a, b]], 0.0),
        ([[a, None, None, b], [a, None, a, b]], 0.75),
        (((a, b), (a, b), (a, a)), 0.5),
    ):
        check.equal(student.stability(runs), expected)
    for runs in ([[a, b]], [[a, b], [a]], [[], []]):
        check.raises(ValueError, student.stability, runs)


@points(0.5)
def test_prices_are_in_usd_per_million_tokens(student):
    check.equal(student.cost_usd(1_000_000, 0, 3, 15), 3.0)
    check.equal(student.cost_usd(0, 1_000_000, 3, 15), 15.0)
    check.equal(student.cost_usd(2000, 500, 0.15, 0.6), 0.0006)
    check.equal(student.cost_usd(0, 0, 0.15, 0.6), 0.0)
    check.raises(ValueError, student.cost_usd, -1, 500, 0.15, 0.6)
    check.raises(ValueError, student.cost_usd, 2000, 500, 0.15, -0.6)


@points(1.5)
def test_a_row_holds_the_figures_of_its_approach(student, reference):
    for truth, predictions in (
        (["pos", "neg"], ["pos", "neg"]),
        (["pos", "pos", "neg"], ["pos", "pos", "pos"]),
        (TRUTH, HALF),
        (TRUTH, [None] * 8),
    ):
        approaches = {"chat": approach(predictions, seconds=4.0, cost_usd=0.02)}
        check.equal(student.compare_approaches(truth, approaches), reference.compare_approaches(truth, approaches))


@points(1)
def test_the_best_approach_comes_first(student):
    approaches = {
        "half": approach(HALF, 2.0, 0.5),
        "perfect": approach(TRUTH, 8.0, 4.0),
        "all positive": approach(["pos"] * 8, 0.5, 0.25),
        "another half": approach(HALF, 1.0, 0.125),
    }
    best_first = ["perfect", "another half", "half", "all positive"]
    for names in (best_first[::2], best_first[2::-2], ["all positive", "half", "perfect"], list(approaches)):
        rows = student.compare_approaches(TRUTH, {name: approaches[name] for name in names})
        check_column(rows, "name", [name for name in best_first if name in names])


@points(1)
def test_the_cheapest_of_the_approaches_within_the_margin_is_named(student):
    rows = [
        row("few-shot", 0.9, 0.5),
        row("zero-shot", 0.85, 0.125),
        row("model", 0.75, 0.25),
        row("word list", 0.5, 0.0),
    ]
    for margin, name in (
        (0.01, "few-shot"),
        (0, "few-shot"),
        (0.06, "zero-shot"),
        (0.2, "zero-shot"),
        (0.42, "word list"),
        (1, "word list"),
    ):
        check.equal(student.cheapest_within(rows, margin), name)
    check.equal(student.cheapest_within(rows[::-1], margin=0.06), "zero-shot")
    check.raises(ValueError, student.cheapest_within, rows, -0.1)
    check.raises(ValueError, student.cheapest_within, [], 0.1)
