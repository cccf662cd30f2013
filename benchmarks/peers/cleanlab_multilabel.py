#!/usr/bin/env python3
"""Prints what cleanlab gives for a small pool with several classes an example: the numbers of `MultiLabelPeerTest`.

cleanlab has no ActiveLab or CROWDLAB for several classes. This applies its own, for two classes, to the yes/no question of
each class, and combines an example's scores as its multi-label label quality does, by its `exponential_moving_average`.
The pool is made by the formulas below, which the test repeats. cleanlab's counting of float labels is repaired first.

    python -m venv /tmp/cl && /tmp/cl/bin/pip install -r benchmarks/peers/requirements.txt
    /tmp/cl/bin/python benchmarks/peers/cleanlab_multilabel.py
"""
from __future__ import annotations

import numpy as np
from cleanlab.internal.multilabel_scorer import exponential_moving_average
from cleanlab.multiannotator import get_active_learning_scores, get_label_quality_multiannotator
from wall_robot_loop import repair_counts

EXAMPLES, LABELLED, ANNOTATORS, CLASSES = 14, 10, 4, 3


def probability(i: int, k: int) -> float:
    return ((13 * i + 29 * k) % 19 + 1) / 21


def answer(i: int, j: int, k: int) -> float:
    if (i + j) % 3 == 0 or i >= LABELLED:
        return np.nan
    yes = probability(i, k) > 0.5
    return float(yes != ((5 * i + 7 * j + 3 * k) % 9 == 0))


def show(name: str, values: np.ndarray) -> None:
    print(name + ": " + ", ".join(repr(float(value)) for value in values))


def main() -> None:
    repair_counts()
    scores, qualities, annotators = [], [], []
    for k in range(CLASSES):
        yes = np.array([probability(i, k) for i in range(EXAMPLES)])
        rows = np.column_stack([1 - yes, yes])
        labels = np.array([[answer(i, j, k) for j in range(ANNOTATORS)] for i in range(LABELLED)])
        old, new = get_active_learning_scores(labels, rows[:LABELLED], rows[LABELLED:])
        scores.append(np.concatenate([old, new]))
        quality = get_label_quality_multiannotator(labels, rows[:LABELLED], verbose=False)
        qualities.append(quality["label_quality"]["consensus_quality_score"].to_numpy())
        annotators.append(quality["annotator_stats"]["annotator_quality"].sort_index().to_numpy())
        show(f"labels {k}", quality["label_quality"]["consensus_label"].to_numpy())
    for alpha in (None, 0.8, 0.3):
        show(f"ActiveLab, alpha {alpha}", exponential_moving_average(np.column_stack(scores), alpha=alpha))
    show("ActiveLab, min", np.column_stack(scores).min(axis=1))
    show("ActiveLab, mean", np.column_stack(scores).mean(axis=1))
    show("CROWDLAB, alpha 0.8", exponential_moving_average(np.column_stack(qualities), alpha=0.8))
    show("annotators, mean", np.column_stack(annotators).mean(axis=1))


if __name__ == "__main__":
    main()
