import numpy as np


def score_texts(classifier, texts):
    if not texts or [text for text in texts if not text.strip()]:
        raise ValueError(f"texts must not be empty or blank: {texts!r}")
    return [
        [dict(label=item["label"], score=np.float64(item["score"])) for item in row]
        for row in classifier(list(texts), top_k=None)
    ]


def winner(number, output, rank):
    mine = [item for item in output if item["label"].casefold() in rank]
    if len(mine) < len(rank):
        raise ValueError(f"outputs[{number}] lacks {len(rank) - len(mine)} of the labels")
    mine = sorted(mine, key=lambda item: (-item["score"], rank[item["label"].casefold()]))
    return rank[mine[0]["label"].casefold()]


def decode_scores(outputs, labels):
    rank = {label.casefold(): k for k, label in enumerate(labels)}
    if len(rank) < 2:
        raise ValueError("decode_scores needs two labels or more")
    return np.fromiter((winner(i, output, rank) for i, output in enumerate(outputs)), dtype=int)
