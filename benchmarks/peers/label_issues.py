#!/usr/bin/env python3
"""Compares `relabel4j find-issues` with cleanlab's find_label_issues, rule by rule.

    python benchmarks/peers/label_issues.py               prints what LabelIssuesTest expects, of labels made by a formula
    python benchmarks/peers/label_issues.py --random 20   compares on so many random inputs; exits with 1 at a difference

Random inputs have 20 to 3000 examples of 2 to 30 classes, some of which no label is of. Where rounding makes counts equal,
cleanlab's answer depends on the order in which numpy.argsort leaves equal values: above 16 classes on the processor (set
NPY_DISABLE_CPU_FEATURES="X86_V4 X86_V3" and other labels are issues). There, cleanlab is given NumPy's stable sort, as ours is.
Needs requirements.txt.
"""
import argparse
import csv
import functools
import pathlib
import subprocess
import sys
import tempfile
import warnings

import numpy as np
from cleanlab.filter import find_label_issues

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULES = ["prune_by_noise_rate", "prune_by_class", "both", "confident_learning", "predicted_neq_given",
         "low_normalized_margin", "low_self_confidence"]
MOST_CLASSES_SORTED_STABLY = 16  # numpy.argsort sorts so few values by insertion
UNSTABLE = np.argsort
EXAMPLES, CLASSES, LABELLED_CLASSES = 60, 4, 3


def formula():
    i, k = np.arange(EXAMPLES)[:, None], np.arange(CLASSES)[None, :]
    truth = (i * i * 3 + i * 5) % 7 % LABELLED_CLASSES
    labels = np.where(i % 4 == 1, (truth + 1 + i % 2) % LABELLED_CLASSES, truth)[:, 0]
    raw = 1.0 + (i * i * 31 + k * 170 + i * k * 71) % 997 + 600 * (k == truth)
    return labels, raw / raw.sum(axis=1, keepdims=True)


def random(seed):
    rng = np.random.default_rng(seed)
    classes, examples = int(rng.integers(2, 31)), int(rng.integers(20, 3001))
    present = rng.choice(classes, max(2, int(classes * rng.uniform(0.5, 1))), replace=False)
    truth = rng.choice(present, examples, p=rng.dirichlet(np.ones(len(present))))
    labels = np.where(rng.random(examples) < rng.uniform(0, 0.5), rng.choice(present, examples), truth)
    labels[:2] = present[:2]
    logits = rng.normal(0, 1, (examples, classes)) + rng.uniform(0, 4) * (np.arange(classes) == truth[:, None])
    raw = np.exp(logits)
    return labels, raw / raw.sum(axis=1, keepdims=True)


def ours(labels, probabilities, rule, folder):
    with open(folder / "labels.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["task", "annotator", "label"])
        writer.writerows((i, "a", label) for i, label in enumerate(labels))
    np.save(folder / "probs.npy", probabilities)
    subprocess.run([str(ROOT / "relabel4j"), "find-issues", "--labels", str(folder / "labels.csv"), "--pred-probs",
                    str(folder / "probs.npy"), "--rule", rule.replace("_", "-"), "--out", str(folder / "issues.csv")],
                   check=True, capture_output=True)
    with open(folder / "issues.csv", newline="") as file:
        return [int(row["task"]) for row in csv.DictReader(file)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--random", type=int, default=0)
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    for rule in RULES if options.random == 0 else []:
        labels, probabilities = formula()
        found = find_label_issues(labels, probabilities, filter_by=rule, n_jobs=1, return_indices_ranked_by="self_confidence")
        print(rule, found.tolist())
    different = 0
    with tempfile.TemporaryDirectory() as temporary:
        for seed in range(options.random):
            labels, probabilities = random(seed)
            few = probabilities.shape[1] <= MOST_CLASSES_SORTED_STABLY
            np.argsort = UNSTABLE if few else functools.partial(UNSTABLE, kind="stable")
            for rule in RULES:
                theirs = find_label_issues(labels, probabilities, filter_by=rule, n_jobs=1,
                                           return_indices_ranked_by="self_confidence").tolist()
                answer = ours(labels, probabilities, rule, pathlib.Path(temporary))
                if answer != theirs:
                    different += 1
                    print("seed", seed, probabilities.shape, rule, "only ours", sorted(set(answer) - set(theirs)),
                          "only theirs", sorted(set(theirs) - set(answer)))
    if options.random:
        print(options.random * len(RULES), "comparisons,", different, "different")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
