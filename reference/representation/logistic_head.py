"""A logistic regression on frozen embeddings.

The head is fitted anew for each size, so that nothing of a larger training set is left in a smaller one's figure.
Rows come as the encoder made them: its geometry is what the head is meant to use, and a scale fitted on the test rows
would let them into the training. The numbers are checked on the whole data, before a slice can hide a fault.
"""

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression


def _check_number(split: str, embeddings: np.ndarray, labels: Sequence[str]) -> None:
    if len(embeddings) != len(labels):
        raise ValueError(f"{split}_labels must be one per row, got {len(labels)} for {len(embeddings)} rows")


def fit_and_predict(
    train_embeddings: np.ndarray, train_labels: Sequence[str], test_embeddings: np.ndarray, seed: int = 42
) -> tuple[list[str], np.ndarray]:
    """Fit and ask; scikit-learn keeps its classes sorted, and its columns with them."""
    _check_number("train", train_embeddings, train_labels)
    names = {str(label) for label in train_labels}
    if len(names) < 2:
        raise ValueError(f"train_labels must hold two classes or more, got {sorted(names)}")
    model = LogisticRegression(max_iter=1000, random_state=seed).fit(
        train_embeddings, np.array(train_labels, dtype=str)
    )
    return [str(label) for label in model.predict(test_embeddings)], model.predict_proba(test_embeddings)


def accuracy_by_size(
    train_embeddings: np.ndarray,
    train_labels: Sequence[str],
    test_embeddings: np.ndarray,
    test_labels: Sequence[str],
    sizes: Sequence[int],
) -> list[float]:
    """Train on longer and longer starts of the data."""
    _check_number("train", train_embeddings, train_labels)
    _check_number("test", test_embeddings, test_labels)
    accuracies = []
    for size in sizes:
        if not 2 <= size <= len(train_labels):
            raise ValueError(f"sizes must be from 2 to {len(train_labels)}, the number of train rows, got {size}")
        predictions, _ = fit_and_predict(train_embeddings[:size], train_labels[:size], test_embeddings)
        accuracies.append(float(np.mean(np.array(predictions) == np.array(test_labels, dtype=str))))
    return accuracies
