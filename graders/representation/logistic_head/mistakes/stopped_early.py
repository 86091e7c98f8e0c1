"""The fit stops after 100 iterations, the default, although the contract allows it 1000.

On embeddings it is done long before; columns of very different scale take longer.
"""

import numpy as np
from sklearn.linear_model import LogisticRegression


def fit_and_predict(train_embeddings, train_labels, test_embeddings, seed=42):
    if len(train_embeddings) != len(train_labels):
        raise ValueError("expected one label per train row")
    if len(set(train_labels)) < 2:
        raise ValueError("expected at least two classes")
    model = LogisticRegression(random_state=seed)
    model.fit(train_embeddings, train_labels)
    return list(model.predict(test_embeddings)), model.predict_proba(test_embeddings)


def accuracy_by_size(train_embeddings, train_labels, test_embeddings, test_labels, sizes):
    if len(train_embeddings) != len(train_labels) or len(test_embeddings) != len(test_labels):
        raise ValueError("expected one label per row")
    accuracies = []
    for size in sizes:
        if size < 2 or size > len(train_labels):
            raise ValueError("a size is out of range")
        predictions, _ = fit_and_predict(train_embeddings[:size], train_labels[:size], test_embeddings)
        right = sum(p == t for p, t in zip(predictions, test_labels))
        accuracies.append(right / len(test_labels))
    return accuracies
