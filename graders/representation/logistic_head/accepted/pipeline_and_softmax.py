"""A pipeline; the probabilities from the scores by hand; accuracy_score."""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.pipeline import make_pipeline


def fit_and_predict(train_embeddings, train_labels, test_embeddings, seed=42):
    if len(np.unique(np.array(train_labels))) < 2:
        raise ValueError("one class")
    if len(train_labels) != len(train_embeddings):
        raise ValueError("lengths")
    model = make_pipeline("passthrough", LogisticRegression(max_iter=1000, random_state=seed))
    model.fit(train_embeddings, list(train_labels))
    scores = model.decision_function(test_embeddings)
    if scores.ndim == 1:
        right = 1 / (1 + np.exp(-scores))
        probabilities = np.column_stack([1 - right, right])
    else:
        powers = np.exp(scores - scores.max(axis=1)[:, None])
        probabilities = powers / powers.sum(axis=1)[:, None]
    return model.classes_[probabilities.argmax(axis=1)].tolist(), probabilities


def accuracy_by_size(train_embeddings, train_labels, test_embeddings, test_labels, sizes):
    if len(train_labels) != len(train_embeddings):
        raise ValueError("lengths of train")
    if len(test_labels) != len(test_embeddings):
        raise ValueError("lengths of test")
    if min(sizes) < 2 or max(sizes) > len(train_labels):
        raise ValueError("sizes")

    def accuracy(size):
        rows, labels = train_embeddings[:size], train_labels[:size]
        return accuracy_score(list(test_labels), fit_and_predict(rows, labels, test_embeddings)[0])

    return list(map(accuracy, sizes))
