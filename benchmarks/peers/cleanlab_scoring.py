#!/usr/bin/env python3
"""Times cleanlab's ActiveLab scores and CROWDLAB label quality on the workload of `relabel4j bench scoring`.

The input is drawn here or read from files (`--inputs DIR`, as written by `relabel4j bench scoring ... write=DIR`, so that
both programs get the same numbers). True classes are uniform. The first `labeled` examples have floor(L) labels and one
more with probability L - floor(L), L = `labels-per-example`, from distinct annotators; a label is right with probability
0.8, otherwise any other class. Model probabilities are the softmax of standard normal logits with 2 added for the true
class, rounded to single precision, and given to cleanlab in the double precision that classifiers return.

cleanlab takes labels as a dense examples x annotators table with NaN for "not labelled". Making it is not timed.
Calls are timed one after the other in a warm process, after one untimed call.
"""
from __future__ import annotations

import argparse
import csv
import json
import platform
import resource
import statistics
import time
import warnings
from pathlib import Path

import numpy as np
import pandas as pd


def generate(options: argparse.Namespace) -> tuple[np.ndarray, np.ndarray]:
    """Dense labels (labeled x annotators, NaN = none) and probabilities of all examples, labelled ones first."""
    rng = np.random.default_rng(options.seed)
    total = options.labeled + options.unlabeled
    truth = rng.integers(options.classes, size=total)
    logits = rng.standard_normal((total, options.classes))
    logits[np.arange(total), truth] += 2
    probabilities = np.exp(logits)
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    dense = np.full((options.labeled, options.annotators), np.nan)
    whole, part = divmod(options.labels_per_example, 1)
    for i in range(options.labeled):
        count = min(int(whole) + int(rng.random() < part), options.annotators)
        for j in rng.choice(options.annotators, count, replace=False):
            other = (truth[i] + rng.integers(1, options.classes)) % options.classes
            dense[i, j] = truth[i] if rng.random() < 0.8 else other
    return dense, probabilities.astype(np.float32).astype(float)


def read(folder: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Dense labels and probabilities of the labelled examples, and probabilities of the others, from files."""
    probabilities = np.load(folder / "pred-probs.npy").astype(float)
    with open(folder / "labels.csv", newline="") as file:
        rows = [(int(row["task"]), row["annotator"], float(row["label"])) for row in csv.DictReader(file)]
    tasks = sorted({row[0] for row in rows})
    row_of = {task: i for i, task in enumerate(tasks)}
    column_of = {annotator: j for j, annotator in enumerate(sorted({row[1] for row in rows}))}
    dense = np.full((len(tasks), len(column_of)), np.nan)
    for task, annotator, label in rows:
        dense[row_of[task], column_of[annotator]] = label
    others = np.ones(len(probabilities), dtype=bool)
    others[tasks] = False
    return dense, probabilities[tasks], probabilities[others]


def timed(call, repeat: int) -> dict:
    """Milliseconds of `repeat` calls, by the clock and (their mean) by the processor, after one that is not counted."""
    call()
    milliseconds = []
    processor = time.process_time()
    for _ in range(repeat):
        start = time.perf_counter()
        call()
        milliseconds.append((time.perf_counter() - start) * 1000)
    return {"cpu_ms": round((time.process_time() - processor) * 1000 / repeat, 3),
            "median_ms": round(statistics.median(milliseconds), 3), "min_ms": round(min(milliseconds), 3),
            "max_ms": round(max(milliseconds), 3), "repeat": len(milliseconds)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--labeled", type=int, default=20000)
    parser.add_argument("--unlabeled", type=int, default=20000)
    parser.add_argument("--annotators", type=int, default=500)
    parser.add_argument("--classes", type=int, default=10)
    parser.add_argument("--labels-per-example", type=float, default=1.5)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--inputs", type=Path, help="folder with labels.csv and pred-probs.npy instead of generated input")
    parser.add_argument("--only", choices=["scores", "label-quality"], help="time one function (default: both)")
    parser.add_argument("--scores-out", type=Path, help="write the scores (labelled, then unlabelled) as .npy")
    parser.add_argument("--repair-counts", action="store_true",
                        help="repair cleanlab's counting of float labels, for comparing scores")
    options = parser.parse_args()

    import cleanlab
    from cleanlab.multiannotator import get_active_learning_scores, get_label_quality_multiannotator

    warnings.filterwarnings("ignore")
    if options.repair_counts:
        from wall_robot_loop import repair_counts

        repair_counts()
    if options.inputs:
        dense, of_labelled, of_rest = read(options.inputs)
    else:
        dense, probabilities = generate(options)
        of_labelled, of_rest = probabilities[:options.labeled], probabilities[options.labeled:]
    dense = dense[:, ~np.isnan(dense).all(axis=0)]  # cleanlab rejects annotators without labels
    labels = pd.DataFrame(dense)

    def scores():
        return get_active_learning_scores(labels, of_labelled, of_rest if len(of_rest) else None)

    def label_quality():
        return get_label_quality_multiannotator(labels, of_labelled, verbose=False)

    result = {
        "benchmark": "scoring", "peer": f"cleanlab {cleanlab.__version__}", "python": platform.python_version(),
        "numpy": np.__version__, "pandas": pd.__version__, "labeled": len(of_labelled), "unlabeled": len(of_rest),
        "annotators": dense.shape[1], "classes": of_labelled.shape[1], "labels": int((~np.isnan(dense)).sum())}
    if options.only != "label-quality":
        result["scores"] = timed(scores, options.repeat)
    if options.only != "scores":
        result["label_quality"] = timed(label_quality, options.repeat)
    if options.scores_out:
        np.save(options.scores_out, np.concatenate(scores()))
    result["peak_memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
