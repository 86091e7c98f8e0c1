"""Labels become numbers by hand; names are looked up again; a tuple of shares."""

import numpy as np
from sklearn import linear_model


def fit_and_predict(train_embeddings, train_labels, test_embeddings, seed=42):
    train_labels = [str(label) for label in train_labels]
    classes = sorted(set(train_labels))
    if len(classes) == 1 or len(train_labels) != len(train_embeddings):
        raise ValueError("train_labels")
    numbers = [classes.index(label) for label in train_labels]
    model = linear_model.LogisticRegression(random_state=seed, max_iter=1000)
    model.fit(train_embeddings.copy(order="F"), numbers)
    probabilities = model.predict_proba(test_embeddings)
    predictions = tuple(classes[int(np.argmax(row))] for row in probabilities)
    return predictions, probabilities.astype(np.float32)


def accuracy_by_size(train_embeddings, train_labels, test_embeddings, test_labels, sizes):
    shares = ()
    for embeddings, labels in ((train_embeddings, train_labels), (test_embeddings, test_labels)):
        if len(embeddings) - len(labels):
            raise ValueError("lengths")
    for size in sizes:
        if size not in range(2, len(train_embeddings) + 1):
            raise ValueError(size)
        found, _ = fit_and_predict(train_embeddings[:size], train_labels[:size], test_embeddings)
        wrong = 0
        for i in range(len(test_labels)):
            wrong += found[i] != test_labels[i]
        shares += (1 - wrong / len(test_labels),)
    return shares
