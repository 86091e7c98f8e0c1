"""Does once, before processes are forked, what each of them would do again: import, and use for a first time."""

from __future__ import annotations

import contextlib
import importlib
import os
from collections.abc import Callable, Iterable

from . import api_client, handles


def warm_up(imports: Iterable[str]) -> None:
    """Import these libraries and use them once; a missing one is left for whoever needs it to report."""
    for name in sorted(imports):
        with contextlib.suppress(Exception):
            importlib.import_module(name)
            if name in FIRST_USE:
                FIRST_USE[name]()


def _sklearn() -> None:
    import numpy
    from sklearn.cluster import KMeans
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score, silhouette_score

    points = numpy.array([[0.0, 0.0], [0.0, 1.0], [5.0, 5.0], [5.0, 6.0]])
    labels = KMeans(2, n_init=1, random_state=0).fit(points).labels_
    LogisticRegression().fit(points, labels)
    silhouette_score(points, labels)
    adjusted_rand_score(labels, labels)
    normalized_mutual_info_score(labels, labels)


def _transformers() -> None:
    models = handles.FIXTURES / "models"
    for name in sorted(os.listdir(models)):
        if (models / name / "model.safetensors").exists() and not (models / name / "modules.json").exists():
            handles.preload(name)
    handles.pipeline("tiny-sentiment")  # what a pipeline imports is not small


def _sentence_transformers() -> None:
    handles.one_thread()
    handles.encoder("tiny-encoder", normalized=False)


FIRST_USE: dict[str, Callable[[], None]] = {
    "sklearn": _sklearn,
    "transformers": _transformers,
    "sentence_transformers": _sentence_transformers,
    "openai": lambda: api_client.warm_up("openai"),
    "groq": lambda: api_client.warm_up("groq"),
}
