"""The same by other functions of scikit-learn: the V-measure is the NMI, a mean of samples the silhouette."""

from collections import OrderedDict

from sklearn.cluster import k_means
from sklearn.metrics import adjusted_rand_score, silhouette_samples, v_measure_score


def evaluate_kmeans(embeddings, truth=None, k=5, seed=42):
    n_docs, _ = embeddings.shape
    if not 2 <= k < n_docs:
        raise ValueError(f"k = {k} for {n_docs} texts")
    _, labels, inertia = k_means(embeddings, k, n_init=10, random_state=seed)
    found = OrderedDict(ari=None, nmi=None)
    if truth is not None:
        found["ari"] = adjusted_rand_score(labels_true=list(truth), labels_pred=labels)
        found["nmi"] = v_measure_score(list(truth), labels)
    found.update(silhouette=silhouette_samples(embeddings, labels).mean(), inertia=inertia)
    found["labels"] = labels.astype("uint8")
    return found


def best_k(embeddings, candidates, seed=42):
    by_silhouette = [(evaluate_kmeans(embeddings, None, k, seed)["silhouette"], -k) for k in candidates]
    return -max(by_silhouette)[1]
