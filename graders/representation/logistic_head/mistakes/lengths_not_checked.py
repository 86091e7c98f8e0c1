"""Rows and labels of different number are not refused: the longer one is cut in silence."""

import numpy as np
from sklearn.linear_model import LogisticRegression


def fit_and_predict(train_embeddings, train_labels, test_embeddings, seed=42):
    n = min(len(train_embeddings), len(train_labels))
    train_embeddings, train_labels = train_embeddings[:n], train_labels[:n]
    if len(set(train_labels)) < 2:
        raise ValueError("expected at least two classes")
    model = LogisticRegression(max_iter=1000, random_state=seed)
    model.fit(train_embeddings, train_labels)
    return list(model.predict(test_embeddings)), model.predict_proba(test_embeddings)


def accuracy_by_size(train_embeddings, train_labels, test_embeddings, test_labels, sizes):
    accuracies = []
    for size in sizes:
        if size < 2 or size > len(train_labels):
            raise ValueError("a size is out of range")
        predictions, _ = fit_and_predict(train_embeddings[:size], train_labels[:size], test_embeddings)
        right = sum(p == t for p, t in zip(predictions, test_labels))
        accuracies.append(right / len(test_labels))
    return accuracies
