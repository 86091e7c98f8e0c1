"""As few lines as it takes; the rows are OrderedDicts."""

from collections import OrderedDict
from fractions import Fraction
from statistics import fmean


def need(condition, message="bad input"):
    if not condition:
        raise ValueError(message)


def stability(runs):
    need(len(runs) > 1 and len(runs[0]) and len(set(map(len, runs))) == 1)
    return float(fmean([run == (run[0],) * len(run) for run in zip(*runs)]))


def cost_usd(input_tokens, output_tokens, input_price, output_price):
    need(all(amount >= 0 for amount in (input_tokens, output_tokens, input_price, output_price)))
    exact = Fraction(input_tokens) * Fraction(input_price) + Fraction(output_tokens) * Fraction(output_price)
    return float(exact / 10**6)


def compare_approaches(truth, approaches):
    need(truth, "truth")
    truth, n = list(truth), len(truth)
    keyed = []
    for name, a in approaches.items():
        predicted = list(a["predictions"])
        need(len(predicted) == n, name)
        need(a["seconds"] > 0, name)
        f1 = []
        for label in sorted(set(truth)):
            both = sum(pair == (label, label) for pair in zip(truth, predicted))
            f1.append(Fraction(2 * both, truth.count(label) + predicted.count(label)))
        macro = sum(f1) / len(f1)
        right = [t == p for t, p in zip(truth, predicted)]
        row = OrderedDict(unparsed=predicted.count(None) / n, accuracy=fmean(right), macro_f1=float(macro), name=name)
        row.update(docs_per_s=n / a["seconds"], usd_per_1000=a["cost_usd"] * (1000 / n))
        keyed.append((-macro, a["cost_usd"], name, row))
    return [row for *_, row in sorted(keyed, key=lambda entry: entry[:3])]


def cheapest_within(rows, margin):
    need(rows, "no rows")
    need(margin >= 0, "margin")
    ranked = sorted((row["usd_per_1000"], -row["macro_f1"], row["name"]) for row in rows)
    worst = max(-loss for _, loss, _ in ranked) - margin - 1e-9
    return next(name for _, loss, name in ranked if -loss >= worst)
