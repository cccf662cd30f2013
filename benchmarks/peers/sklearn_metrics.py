"""Prints what a test of metrics expects (ModelMetricsTest): scikit-learn's on probabilities from a formula.

The formula gives equal probabilities to many examples, so that the area under the curve has ties, and 0 to some right classes.
The expected calibration error, which scikit-learn lacks, is NumPy's over 15 bins that are open at their lower end.
"""
import numpy as np
from sklearn import metrics

CASES = ((60, 2), (90, 4), (200, 7))


def example(i, classes):
    label = (7 * i + i // 5) % classes
    weights = [(37 * i + 101 * k + 17 * i * k) % 11 for k in range(classes)]
    if i % 3 > 0:
        weights[label] += 6
    return label, weights


def calibration_error(labels, probs, bins=15):
    confidence, right = probs.max(1), probs.argmax(1) == labels
    which = np.clip(np.ceil(confidence * bins).astype(int) - 1, 0, bins - 1)
    return sum(abs((confidence - right)[which == b].sum()) for b in range(bins)) / len(labels)


for count, classes in CASES:
    rows = [example(i, classes) for i in range(count)]
    labels = np.array([label for label, _ in rows])
    probs = np.array([weights for _, weights in rows], dtype=float)
    probs /= probs.sum(1, keepdims=True)
    predicted = probs.argmax(1)
    scores = probs[:, 1] if classes == 2 else probs
    print(count, classes, *(repr(float(value)) for value in (
        metrics.f1_score(labels, predicted, average="macro"),
        metrics.balanced_accuracy_score(labels, predicted),
        metrics.roc_auc_score(labels, scores, multi_class="ovr", average="macro"),
        metrics.log_loss(labels, probs),
        metrics.brier_score_loss(labels, probs),
        calibration_error(labels, probs),
    )), sep=", ")
