"""Prints what a test of agreement expects (AgreementTest): krippendorff, statsmodels and scikit-learn on labels from a formula.

Cohen's kappa is that of scikit-learn for each pair of annotators, its mean weighted by the pair's examples; pairs without one do not
count. Needs requirements-agreement.txt.
"""
import warnings

import krippendorff
import numpy as np
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import fleiss_kappa

CASES = ((40, 5, 3, False), (60, 6, 2, True), (150, 9, 5, False), (200, 12, 4, True))


def has_label(i, j, annotators, equally):
    return (j - i) % annotators < 3 if equally else (13 * i + 7 * j + i * j) % 5 < 2


def label(i, j, classes):
    right = (5 * i + i // 7) % classes
    return (right + j + i) % classes if (3 * i + 11 * j + i * j) % 7 < 2 else right


for examples, annotators, classes, equally in CASES:
    table = np.full((annotators, examples), np.nan)
    for j in range(annotators):
        for i in range(examples):
            if has_label(i, j, annotators, equally):
                table[j, i] = label(i, j, classes)
    alpha = krippendorff.alpha(reliability_data=table, level_of_measurement="nominal")
    counts = np.array([[np.sum(table[:, i] == k) for k in range(classes)] for i in range(examples)])
    counts = counts[counts.sum(1) > 0]
    kappas, weights = [], []
    for j in range(annotators):
        for other in range(j + 1, annotators):
            both = ~np.isnan(table[j]) & ~np.isnan(table[other])
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                kappa = cohen_kappa_score(table[j, both], table[other, both]) if both.any() else np.nan
            if not np.isnan(kappa):
                kappas.append(kappa)
                weights.append(both.sum())
    print(examples, annotators, classes, str(equally).lower(), repr(float(alpha)),
          repr(float(fleiss_kappa(counts))) if len(set(counts.sum(1))) == 1 else "NaN",
          repr(float(np.average(kappas, weights=weights))), len(kappas), sep=", ")
