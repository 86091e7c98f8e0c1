"""Counts pairs with Counter, keeps a row in a dataclass, and sorts by comparing two rows at a time."""

from collections import Counter, OrderedDict
from dataclasses import asdict, dataclass
from functools import cmp_to_key


@dataclass
class Row:
    usd_per_1000: float
    docs_per_s: float
    unparsed: float
    macro_f1: float
    accuracy: float
    name: str


def stability(runs):
    first, *others = runs or [[]]
    if not others or not first or any(len(other) - len(first) for other in others):
        raise ValueError("two or more runs over the same documents are needed")
    steady = Counter(len(Counter(labels)) for labels in zip(*runs))[1]
    return steady / len(first)


def cost_usd(input_tokens, output_tokens, input_price, output_price):
    if min(input_tokens, output_tokens, input_price, output_price) < 0:
        raise ValueError("nothing may be negative")
    return input_tokens / 1e6 * input_price + output_tokens / 1e6 * output_price


def f1(pairs, label):
    hits = pairs[label, label]
    if not hits:
        return 0
    given = sum(count for (_, predicted), count in pairs.items() if predicted == label)
    wanted = sum(count for (true, _), count in pairs.items() if true == label)
    return 2 / (given / hits + wanted / hits)


def better(one, other):
    for a, b in ((-one[0].macro_f1, -other[0].macro_f1), (one[1], other[1]), (one[0].name, other[0].name)):
        if a != b:
            return -1 if a < b else 1
    return 0


def compare_approaches(truth, approaches):
    rows = []
    total = len(truth)
    for name, given in approaches.items():
        if total == 0 or len(given["predictions"]) != total or given["seconds"] <= 0:
            raise ValueError(f"cannot compare {name}")
        pairs = Counter(zip(truth, given["predictions"]))
        labels = list(OrderedDict.fromkeys(truth))
        row = Row(
            name=name,
            accuracy=sum(pairs[label, label] for label in labels) / total,
            macro_f1=sum(f1(pairs, label) for label in labels) / len(labels),
            unparsed=list(given["predictions"]).count(None) / total,
            docs_per_s=1 / (given["seconds"] / total),
            usd_per_1000=given["cost_usd"] / (total / 1000),
        )
        rows.append((row, given["cost_usd"]))
    return [asdict(row) for row, _ in sorted(rows, key=cmp_to_key(better))]


def cheapest_within(rows, margin):
    if margin < 0:
        raise ValueError("margin")
    if not rows:
        raise ValueError("rows")
    best = max(rows, key=lambda row: row["macro_f1"])["macro_f1"]
    chosen = None
    for row in rows:
        if row["macro_f1"] + margin + 1e-9 < best:
            continue
        if chosen is not None:
            if row["usd_per_1000"] > chosen["usd_per_1000"]:
                continue
            if row["usd_per_1000"] == chosen["usd_per_1000"]:
                if row["macro_f1"] < chosen["macro_f1"]:
                    continue
                if row["macro_f1"] == chosen["macro_f1"] and row["name"] > chosen["name"]:
                    continue
        chosen = row
    return chosen["name"]
