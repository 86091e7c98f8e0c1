import numpy as np


def score_texts(classifier, texts):
    """Rows in the model's own order of labels, from batches of eight in one call."""
    texts = [str(text) for text in texts]
    if not texts or not all(map(str.strip, texts)):
        raise ValueError("texts: at least one, and none blank")
    order = list(classifier.model.config.id2label.values())
    outputs = classifier(texts, top_k=len(order), batch_size=8)
    return [sorted(row, key=lambda item: order.index(item["label"])) for row in outputs]


def decode_scores(outputs, labels):
    """A table of documents and labels, NaN where there is no score."""
    names = np.char.lower(np.array(labels, dtype=str))
    if names.size < 2:
        raise ValueError("labels: at least two")
    table = np.full((len(outputs), names.size), np.nan)
    for row, output in zip(table, outputs):
        for item in output:
            row[names == item["label"].lower()] = item["score"]
    lacking = np.isnan(table).any(axis=1)
    if lacking.any():
        raise ValueError(f"document {lacking.argmax()} lacks a label")
    return np.argmax(table, axis=1).astype(np.int32)
