"""Principal components by singular value decomposition of the centred embeddings.

The covariance matrix has the same components as its eigenvectors, but making it squares the numbers, and what
is small gets lost in rounding. The right singular vectors are the components, the squared singular values their
variances, up to a factor that the share of the total does not see.
"""

from collections.abc import Sequence

import numpy as np


def project(embeddings: np.ndarray, n_components: int = 2) -> tuple[np.ndarray, np.ndarray | Sequence[float]]:
    if embeddings.ndim != 2:
        raise ValueError(f"embeddings must be 2-D, got shape {embeddings.shape}")
    if not 1 <= n_components <= min(embeddings.shape):
        raise ValueError(f"n_components must be from 1 to {min(embeddings.shape)}, got {n_components}")
    if (embeddings == embeddings[0]).all():
        raise ValueError(f"embeddings must not all be equal, got {len(embeddings)} times the same row")
    centred = embeddings - embeddings.mean(axis=0)
    _, singular, components = np.linalg.svd(centred, full_matrices=False)
    # Rounded, so that loadings which are equal but for the last digit tie, and the first of them decides.
    largest = np.abs(components).round(9).argmax(axis=1)
    signs = np.where(components[np.arange(len(components)), largest] < 0, -1, 1)
    kept = components[:n_components] * signs[:n_components, None]
    variances = singular**2
    return centred @ kept.T, variances[:n_components] / variances.sum()
