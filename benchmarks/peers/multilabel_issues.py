#!/usr/bin/env python3
"""Compares `relabel4j find-issues --multi-label` with cleanlab's multilabel_classification, rule by rule.

    python benchmarks/peers/multilabel_issues.py               prints what SetIssuesTest expects, of sets made by a formula
    python benchmarks/peers/multilabel_issues.py --random 10   compares masks and scores on so many random inputs; exits with
                                                               1 at a difference

Random inputs have 20 to 1000 examples of 2 to 12 classes, with and without rare ones. Needs requirements.txt.
"""
import argparse
import csv
import pathlib
import subprocess
import sys
import tempfile
import warnings

import numpy as np
from cleanlab.multilabel_classification.filter import find_label_issues
from cleanlab.multilabel_classification.rank import get_label_quality_scores, get_label_quality_scores_per_class

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULES = ["prune_by_noise_rate", "prune_by_class", "both", "confident_learning", "predicted_neq_given",
         "low_normalized_margin", "low_self_confidence"]
EXAMPLES, CLASSES = 60, 3


def formula():
    i, k = np.arange(EXAMPLES)[:, None], np.arange(CLASSES)[None, :]
    truth = (i * i * 3 + i * 5 + 4 * i * k) % 7 < 3 - k
    labels = truth ^ ((i + 5 * k) % 9 == 0)
    probabilities = (1 + (i * i * 31 + k * 170 + i * k * 71) % 997 + 900 * truth) / 2000
    return labels.astype(int), probabilities


def random(seed):
    rng = np.random.default_rng(seed)
    classes, examples = int(rng.integers(2, 13)), int(rng.integers(20, 1001))
    truth = rng.random((examples, classes)) < rng.uniform(0.02, 0.6, classes)
    labels = truth ^ (rng.random((examples, classes)) < rng.uniform(0, 0.3, classes))
    labels[0] = 1
    logits = rng.normal(0, 1, (examples, classes)) + rng.uniform(0.5, 3) * (2 * truth - 1)
    return labels.astype(int), 1 / (1 + np.exp(-logits))


def lists(labels):
    return [np.flatnonzero(row).tolist() for row in labels]


def ours(labels, probabilities, rule, folder):
    with open(folder / "labels.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["task", "label"])
        writer.writerows((i, "|".join(map(str, row)) or "|") for i, row in enumerate(lists(labels)))
    np.save(folder / "probs.npy", probabilities)
    names = ",".join(map(str, range(labels.shape[1])))
    subprocess.run([str(ROOT / "relabel4j"), "find-issues", "--multi-label", "--labels", str(folder / "labels.csv"),
                    "--pred-probs", str(folder / "probs.npy"), "--classes", names, "--rule", rule.replace("_", "-"), "--out",
                    str(folder / "issues.csv")], check=True, capture_output=True)
    with open(folder / "issues.csv", newline="") as file:
        return list(csv.DictReader(file))


def different(labels, probabilities, rule, rows):
    mask = find_label_issues(lists(labels), probabilities, filter_by=rule, n_jobs=1)
    scores = get_label_quality_scores(lists(labels), probabilities)
    by_class = get_label_quality_scores_per_class(lists(labels), probabilities)
    if sorted(int(row["task"]) for row in rows) != np.flatnonzero(mask).tolist():
        return "other sets are issues"
    if any(abs(float(row["label_quality_score"]) - scores[int(row["task"])]) > 1e-12 for row in rows):
        return "other scores"
    if any(abs(float(row[f"quality_{k}"]) - by_class[int(row["task"]), k]) > 1e-12
           for row in rows for k in range(labels.shape[1])):
        return "other scores of classes"
    return ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--random", type=int, default=0)
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    if options.random == 0:
        labels, probabilities = formula()
        for rule in RULES:
            print(rule, np.flatnonzero(find_label_issues(lists(labels), probabilities, filter_by=rule, n_jobs=1)).tolist())
        for method in ("self_confidence", "normalized_margin"):
            for kwargs in ({"method": "exponential_moving_average", "alpha": 0.8},
                           {"method": "exponential_moving_average", "alpha": 0.3}):
                scores = get_label_quality_scores(lists(labels), probabilities, method=method, aggregator_kwargs=kwargs)
                print(method, kwargs["alpha"], [float(score) for score in scores[:8]])
    differences = 0
    with tempfile.TemporaryDirectory() as temporary:
        for seed in range(options.random):
            labels, probabilities = random(seed)
            for rule in RULES:
                problem = different(labels, probabilities, rule, ours(labels, probabilities, rule, pathlib.Path(temporary)))
                if problem:
                    differences += 1
                    print("seed", seed, probabilities.shape, rule, problem)
    if options.random:
        print(options.random * len(RULES), "comparisons,", differences, "different")
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
