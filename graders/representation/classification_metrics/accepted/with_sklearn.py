"""scikit-learn counts and divides; the checks it does not make are made before."""

from sklearn import metrics


def confusion_matrix(truth, predicted, labels):
    truth, predicted, labels = list(truth), list(predicted), list(labels)
    if set(truth + predicted) - set(labels) or len(set(labels)) != len(labels) or not truth:
        raise ValueError("bad labels")
    return metrics.confusion_matrix(truth, predicted, labels=labels)


def classification_report(truth, predicted, labels):
    confusion_matrix(truth, predicted, labels)
    truth, predicted, labels = list(truth), list(predicted), list(labels)
    columns = metrics.precision_recall_fscore_support(truth, predicted, labels=labels, zero_division=0)
    names = ("precision", "recall", "f1")
    report = {label: dict(zip(names, row), support=truth.count(label)) for label, row in zip(labels, zip(*columns))}
    report["accuracy"] = metrics.accuracy_score(truth, predicted)
    for average in ("macro", "weighted"):
        score = metrics.f1_score(truth, predicted, labels=labels, average=average, zero_division=0)
        report[average + "_f1"] = score
    return report
