"""Use a model that was fine-tuned for the task: read its scores by name, never by place.

A task-specific model, such as one trained on the sentiment of posts, answers with a score for each of its own labels.
These need not be yours: there may be more of them, in other spelling, and a `transformers` pipeline lists them from the
highest score down, so that what stands first in one row stands last in the next. Decide among your labels, by name.

You may import torch and transformers. Source: Alammar and Grootendorst, Hands-On Large Language Models, chapter 4;
the documentation of ``transformers.TextClassificationPipeline``.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np


def score_texts(classifier: Any, texts: Sequence[str]) -> list[list[dict[str, Any]]]:
    """Return the scores of all of a model's labels for each text.

    The pipeline is called once, with all texts. It takes a list (a tuple counts as one input), and gives every
    label when it is called with ``top_k=None``, whatever it was made with.

    Parameters
    ----------
    classifier : transformers.TextClassificationPipeline
        Loaded, with a model of two or more labels.
    texts : list or tuple of str
        At least one, none of them blank, each short enough for the model.

    Returns
    -------
    list of list of dict
        A list per text, in the order of ``texts``, with a dict per label of the model, in any order:

        ``label`` : str
            As the model spells it.
        ``score`` : float
            As the pipeline gives it, not rounded (compared within a relative 1e-5).

    Raises
    ------
    ValueError
        No texts; a text that is empty or only white space.

    Examples
    --------
    >>> from transformers import pipeline
    >>> classifier = pipeline("text-classification", model="fixtures/models/tiny-sentiment", device="cpu")
    >>> outputs = score_texts(classifier, ["a good film", "a dull, slow film"])
    >>> [{o["label"]: round(o["score"], 2) for o in sorted(row, key=lambda o: o["label"])} for row in outputs]
    [{'negative': 0.05, 'neutral': 0.04, 'positive': 0.91}, {'negative': 0.94, 'neutral': 0.03, 'positive': 0.03}]
    """
    raise NotImplementedError


def decode_scores(outputs: Sequence[Sequence[Mapping[str, Any]]], labels: Sequence[str]) -> np.ndarray:
    """Return for each document the index in ``labels`` of the label with the highest score among them.

    Labels are the same when they are equal by ``str.casefold``. What is not in ``labels`` plays no part, however high
    its score. A tie goes to the earliest in ``labels``. No argument is changed.

    Parameters
    ----------
    outputs : list or tuple of list of dict
        For each document, at least one, dicts with ``label`` and ``score`` (any finite float, also below 0), in any
        order, and each label once. Documents may differ in their labels and in the order of them.
    labels : list, tuple or 1-D array of str
        Two or more different labels.

    Returns
    -------
    int array (n_docs,)

    Raises
    ------
    ValueError
        A document lacks one of ``labels``: the message names the document's index in ``outputs``, from 0, in digits.
        Fewer than two labels.

    Examples
    --------
    >>> best_is_neutral = [{"label": "Neutral", "score": 0.6}, {"label": "Positive", "score": 0.3},
    ...                    {"label": "Negative", "score": 0.1}]
    >>> clear = [{"label": "negative", "score": 0.9}, {"label": "positive", "score": 0.1}]
    >>> decode_scores([best_is_neutral, clear], ["negative", "positive"])
    array([1, 0])
    >>> decode_scores([best_is_neutral, clear], ["positive", "neutral"])
    Traceback (most recent call last):
    ValueError: document 1 of outputs has no score for 'neutral'
    """
    raise NotImplementedError
