"""Precision and recall are averaged first and F1 made of the two means; it is the mean of the F1 scores."""


def stability(runs):
    if len(runs) < 2:
        raise ValueError("fewer than two runs")
    n_docs = len(runs[0])
    if n_docs == 0:
        raise ValueError("no documents")
    for run in runs:
        if len(run) != n_docs:
            raise ValueError("runs of unequal lengths")
    same = 0
    for i in range(n_docs):
        if all(run[i] == runs[0][i] for run in runs):
            same += 1
    return same / n_docs


def cost_usd(input_tokens, output_tokens, input_price, output_price):
    if input_tokens < 0 or output_tokens < 0 or input_price < 0 or output_price < 0:
        raise ValueError("negative tokens or price")
    return (input_tokens * input_price + output_tokens * output_price) / 1_000_000


def macro_f1(truth, predictions):
    precisions, recalls = [], []
    for label in sorted(set(truth)):
        tp = sum(t == label and p == label for t, p in zip(truth, predictions))
        fp = sum(t != label and p == label for t, p in zip(truth, predictions))
        fn = sum(t == label and p != label for t, p in zip(truth, predictions))
        precisions.append(tp / (tp + fp) if tp + fp else 0.0)
        recalls.append(tp / (tp + fn))
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def compare_approaches(truth, approaches):
    if len(truth) == 0:
        raise ValueError("truth is empty")
    rows = []
    for name, approach in approaches.items():
        predictions = approach["predictions"]
        if len(predictions) != len(truth):
            raise ValueError(f"predictions of {name} have the wrong length")
        if approach["seconds"] <= 0:
            raise ValueError(f"seconds of {name} must be above 0")
        correct = sum(t == p for t, p in zip(truth, predictions))
        row = {
            "name": name,
            "accuracy": correct / len(truth),
            "macro_f1": macro_f1(truth, predictions),
            "unparsed": sum(p is None for p in predictions) / len(truth),
            "docs_per_s": len(truth) / approach["seconds"],
            "usd_per_1000": approach["cost_usd"] / len(truth) * 1000,
        }
        rows.append(row)
    rows.sort(key=lambda row: (-row["macro_f1"], approaches[row["name"]]["cost_usd"], row["name"]))
    return rows


def cheapest_within(rows, margin):
    if len(rows) == 0:
        raise ValueError("no rows")
    if margin < 0:
        raise ValueError("margin is negative")
    best = max(row["macro_f1"] for row in rows)
    candidates = [row for row in rows if row["macro_f1"] >= best - margin - 1e-9]
    candidates.sort(key=lambda row: (row["usd_per_1000"], -row["macro_f1"], row["name"]))
    return candidates[0]["name"]
