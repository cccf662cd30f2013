#!/usr/bin/env python3
"""Times scikit-learn's cross-validation of the multi-layer perceptron or of Extra Trees.

The peer of `relabel4j bench folds` and `relabel4j bench extra-trees`: stratified, shuffled folds; training on all folds but
one, for each fold; out-of-sample probabilities of all examples. Models have scikit-learn's defaults, but max_iter=500 for
the perceptron. The examples come from a file that those commands write (`write=FILE`: features, then the class, no header),
so that both train on the same numbers. Each call has a seed of its own, since training time depends on it.
"""
from __future__ import annotations

import argparse
import json
import platform
import resource
import statistics
import time
import warnings

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--examples", required=True, help="CSV file: features, then the class")
    parser.add_argument("--model", choices=["mlp", "extra-trees"], required=True)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--warm-up", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1, help="processes over folds (perceptron; no cpu_ms then) or threads (Extra Trees)")
    options = parser.parse_args()

    import sklearn
    from sklearn.ensemble import ExtraTreesClassifier
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.neural_network import MLPClassifier

    warnings.filterwarnings("ignore")
    table = np.loadtxt(options.examples, delimiter=",")
    features, labels = table[:, :-1], table[:, -1].astype(int)

    def cross_validate(seed: int) -> np.ndarray:
        trees = options.model == "extra-trees"
        model = (ExtraTreesClassifier(random_state=seed, n_jobs=options.jobs) if trees
                 else MLPClassifier(max_iter=500, random_state=seed))
        folds = StratifiedKFold(options.folds, shuffle=True, random_state=seed)
        return cross_val_predict(model, features, labels, cv=folds, method="predict_proba",
                                 n_jobs=None if trees else options.jobs)

    milliseconds = []
    for call in range(options.warm_up + options.repeat):
        if call == options.warm_up:
            processor = time.process_time()
        start = time.perf_counter()
        predicted = cross_validate(options.seed * 1000 + call)
        milliseconds.append((time.perf_counter() - start) * 1000)
    cpu_ms = (time.process_time() - processor) * 1000 / options.repeat
    measured = milliseconds[options.warm_up:]
    print(json.dumps({
        "benchmark": "cross-validation", "peer": f"scikit-learn {sklearn.__version__}",
        "python": platform.python_version(), "numpy": np.__version__, "model": options.model,
        "examples": len(labels), "folds": options.folds, "jobs": options.jobs, "repeat": len(measured),
        "median_ms": round(statistics.median(measured), 3), "min_ms": round(min(measured), 3),
        "max_ms": round(max(measured), 3),
        "cpu_ms": round(cpu_ms, 3) if options.jobs == 1 or options.model == "extra-trees" else None,
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "out_of_sample_accuracy": float(np.mean(predicted.argmax(axis=1) == labels))}))


if __name__ == "__main__":
    main()
