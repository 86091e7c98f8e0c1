"""Arrays throughout; accuracies by model.score; relies on the checks scikit-learn makes itself."""

import numpy as np
from sklearn.linear_model import LogisticRegression


def head(embeddings, labels, seed=42):
    labels = np.asarray(labels)
    return LogisticRegression(max_iter=1000, random_state=seed).fit(embeddings, labels)


def fit_and_predict(train_embeddings, train_labels, test_embeddings, seed=42):
    model = head(train_embeddings, train_labels, seed)
    return model.predict(test_embeddings), model.predict_proba(test_embeddings)


def accuracy_by_size(train_embeddings, train_labels, test_embeddings, test_labels, sizes):
    n_train, n_test = len(train_labels), len(test_labels)
    if train_embeddings.shape[0] != n_train or test_embeddings.shape[0] != n_test:
        raise ValueError("rows and labels do not match")
    if any(not 1 < size <= n_train for size in sizes):
        raise ValueError("bad size")
    models = [head(train_embeddings[:size], train_labels[:size]) for size in sizes]
    return np.array([model.score(test_embeddings, np.asarray(test_labels)) for model in models])
