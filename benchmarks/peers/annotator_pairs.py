#!/usr/bin/env python3
"""Prints which pairs of example and annotator scikit-activeml chooses on made-up labels, which PeerPairsTest expects of ours.

    python benchmarks/peers/annotator_pairs.py

Labels, probabilities and what annotators are worth follow from formulas in whole numbers, the same here and in the test. Needs
requirements-acquisition.txt.
"""
import numpy as np
from acquisition_picks import Given
from skactiveml.pool import UncertaintySampling
from skactiveml.pool.multiannotator import IntervalEstimationThreshold, SingleAnnotatorWrapper
from skactiveml.pool.multiannotator._interval_estimation_threshold import IntervalEstimationAnnotModel

EXAMPLES, ANNOTATORS, CLASSES, LABELLED = 60, 6, 4, 36


def labels():
    """Annotator j has labelled two of three of the first examples, and errs more often the larger j is."""
    y = np.full((EXAMPLES, ANNOTATORS), np.nan)
    for i in range(LABELLED):
        for j in range(ANNOTATORS):
            if (i + j * 5) % 3 != 0:
                wrong = (i * 3 + j * 11) % 7 < j
                y[i, j] = (i + (1 + (i + j) % 3 if wrong else 0)) % CLASSES
    return y


def probabilities():
    i, k = np.arange(EXAMPLES)[:, None], np.arange(CLASSES)[None, :]
    raw = 1.0 + (i * i * 31 + k * 17 + i * k * 7) % 997
    return raw / raw.sum(axis=1, keepdims=True)


def worth():
    i, j = np.arange(EXAMPLES)[:, None], np.arange(ANNOTATORS)[None, :]
    return ((i * i * 13 + j * j * 29 + i * j * 7) % 101) / 101


def main():
    x, y, p = np.arange(EXAMPLES, dtype=float)[:, None], labels(), probabilities()
    assert len(np.unique(p.max(axis=1))) == EXAMPLES
    counts = np.array([[(row == k).sum() for k in range(CLASSES)] for row in y[:LABELLED]])
    assert all((row == row.max()).sum() == 1 for row in counts), "a majority is a tie"
    given = Given(x, p, classes=range(CLASSES))
    given.classes_ = np.arange(CLASSES)
    usual = UncertaintySampling(method="least_confident", random_state=1)
    few = np.array([1, 7, 40, 50])  # ascending: the wrapper sorts them, but not the rows that go with them
    wrapper = SingleAnnotatorWrapper(usual, random_state=1)
    for name, arguments in {
        "one each, best for each example": dict(batch_size=10, A_perf=worth()),
        "two each, best of all": dict(batch_size=9, A_perf=worth()[0], n_annotators_per_sample=2),
        "three, one, two": dict(batch_size=9, A_perf=worth(), n_annotators_per_sample=[3, 1, 2]),
        "few examples": dict(batch_size=11, A_perf=worth()[few], candidates=few, annotators=np.isnan(y[few])),
    }.items():
        pairs = wrapper.query(x, y, clf=given, fit_clf=False, **arguments)
        print(name, pairs.tolist())
    model = IntervalEstimationAnnotModel(classes=range(CLASSES)).fit(x, y)
    print("intervals", model.A_perf_.tolist())
    upper = model.A_perf_[:, 2]
    for epsilon in 0.7, 0.8, 0.9, 0.95:
        chosen = IntervalEstimationThreshold(epsilon=epsilon, random_state=1).query(x, y, given, fit_clf=False)
        paper = np.flatnonzero(upper >= epsilon * upper.max())
        print("IEThresh", epsilon, chosen.tolist(), "by the upper ends alone", paper.tolist())
    print("IEThresh, 15 pairs",
          IntervalEstimationThreshold(random_state=1).query(x, y, given, fit_clf=False, batch_size=15).tolist())


if __name__ == "__main__":
    main()
