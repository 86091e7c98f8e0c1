"""One table from plain counts, and a choice made by sorting.

Every share here is over all documents: an approach that answers only the easy ones would otherwise look best. Labels
that only a model came up with cost recall where they stand, but get no F1 of their own; the average is over what
was asked for. Sort keys spell out each tie, so that the order never depends on how the table was put together.
"""

import operator
from collections.abc import Mapping, Sequence
from typing import Any

PRICE_UNIT = 1_000_000
SLACK = 1e-9


def stability(runs: Sequence[Sequence[str | None]]) -> float:
    if len(runs) < 2:
        raise ValueError(f"runs must be at least two; got {len(runs)}")
    lengths = {len(run) for run in runs}
    if len(lengths) > 1 or 0 in lengths:
        raise ValueError(f"runs must all have the same number of documents, above 0; got {sorted(lengths)}")
    labels_per_document = list(zip(*runs, strict=True))
    return sum(len(set(labels)) == 1 for labels in labels_per_document) / len(labels_per_document)


def cost_usd(input_tokens: int, output_tokens: int, input_price: float, output_price: float) -> float:
    amounts = {
        "input_tokens": input_tokens,
        "output_tokens": output_tokens,
        "input_price": input_price,
        "output_price": output_price,
    }
    for name, amount in amounts.items():
        if amount < 0:
            raise ValueError(f"{name} must not be negative; got {amount}")
    return (input_tokens * input_price + output_tokens * output_price) / PRICE_UNIT


def compare_approaches(truth: Sequence[str], approaches: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    n_docs = len(truth)
    if n_docs == 0:
        raise ValueError("truth must hold at least one label; got none")
    rows = []
    for name, approach in approaches.items():
        predictions, seconds = approach["predictions"], approach["seconds"]
        if len(predictions) != n_docs:
            raise ValueError(f"predictions of {name} must be as many as truth, {n_docs}; got {len(predictions)}")
        if not seconds > 0:
            raise ValueError(f"seconds of {name} must be above 0; got {seconds}")
        row = {
            "name": name,
            "accuracy": sum(map(operator.eq, truth, predictions)) / n_docs,
            "macro_f1": _macro_f1(truth, predictions),
            "unparsed": sum(prediction is None for prediction in predictions) / n_docs,
            "docs_per_s": n_docs / seconds,
            "usd_per_1000": 1000 * approach["cost_usd"] / n_docs,
        }
        rows.append(row)
    return sorted(rows, key=lambda row: (-row["macro_f1"], approaches[row["name"]]["cost_usd"], row["name"]))


def cheapest_within(rows: Sequence[Mapping[str, Any]], margin: float) -> str:
    if not rows:
        raise ValueError("rows must hold at least one row; got none")
    if margin < 0:
        raise ValueError(f"margin must not be negative; got {margin}")
    enough = max(row["macro_f1"] for row in rows) - margin - SLACK
    good = [row for row in rows if row["macro_f1"] >= enough]
    name: str = min(good, key=lambda row: (row["usd_per_1000"], -row["macro_f1"], row["name"]))["name"]
    return name


def _macro_f1(truth: Sequence[str], predictions: Sequence[str | None]) -> float:
    pairs = list(zip(truth, predictions, strict=True))
    scores = []
    for label in sorted(set(truth)):
        true_positives = pairs.count((label, label))
        # The label's count in truth and in the predictions is 2 tp + fp + fn.
        scores.append(2 * true_positives / (list(truth).count(label) + list(predictions).count(label)))
    return sum(scores) / len(scores)
