"""Object arrays and a confusion matrix; figures are numpy scalars, the rows a tuple."""

import numpy as np


def stability(runs):
    lengths = set(map(len, runs))
    if len(runs) <= 1 or len(lengths) != 1 or lengths == {0}:
        raise ValueError("runs must be two or more of one length")
    table = np.array([list(run) for run in runs], dtype=object)
    return (table == table[0]).all(axis=0).mean()


def cost_usd(input_tokens, output_tokens, input_price, output_price):
    tokens = np.array([input_tokens, output_tokens], dtype=np.float64)
    prices = np.array([input_price, output_price], dtype=np.float64)
    if (tokens < 0).any() or (prices < 0).any():
        raise ValueError("negative amount")
    return tokens @ prices * 1e-6


def compare_approaches(truth, approaches):
    truth = np.array(list(truth), dtype=object)
    if not truth.size:
        raise ValueError("truth is empty")
    labels, true_index = np.unique(truth.astype(str), return_inverse=True)
    rows = []
    for name in sorted(approaches):
        approach = approaches[name]
        predicted = np.array(list(approach["predictions"]), dtype=object)
        if predicted.shape != truth.shape or not approach["seconds"] > 0:
            raise ValueError(f"{name} cannot be compared")
        index = np.full(truth.size, len(labels))
        for place, label in enumerate(labels):
            index[predicted == label] = place
        confusion = np.zeros((len(labels), len(labels) + 1))
        np.add.at(confusion, (true_index, index), 1)
        hits = np.diag(confusion)
        recall = hits / confusion.sum(axis=1)
        precision = hits / np.maximum(confusion.sum(axis=0)[:-1], 1)
        with np.errstate(invalid="ignore"):
            f1 = np.nan_to_num(2 * precision * recall / (precision + recall))
        rows.append(
            dict(
                name=name,
                macro_f1=f1.mean(),
                accuracy=np.mean(predicted == truth),
                unparsed=np.mean([one is None for one in predicted]),
                docs_per_s=truth.size / np.float64(approach["seconds"]),
                usd_per_1000=np.float64(approach["cost_usd"]) * 1000 / truth.size,
            )
        )
    # Stable sorts, the least important key first.
    rows.sort(key=lambda row: approaches[row["name"]]["cost_usd"])
    rows.sort(key=lambda row: row["macro_f1"], reverse=True)
    return tuple(rows)


def cheapest_within(rows, margin):
    if margin < 0 or not len(rows):
        raise ValueError("no rows, or a negative margin")
    scores = np.array([row["macro_f1"] for row in rows])
    prices = np.array([row["usd_per_1000"] for row in rows], dtype=float)
    prices[scores.max() - scores > margin + 1e-9] = np.inf
    order = np.lexsort(([row["name"] for row in rows], -scores, prices))
    return np.str_(rows[order[0]]["name"])
