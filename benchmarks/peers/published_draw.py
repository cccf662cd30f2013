"""Draws the rows and the annotators' confusions of the published Wall Robot runs again, and shows what the confusions do.

    python published_draw.py sensor_readings_4.data [--seed 111] [--matrices 5] [--first-matrix 205]

The authors' notebooks (github.com/cleanlab/multiannotator-benchmarks at 237db43, wall-robot/0_create_data.ipynb and
wall-robot-completely-labeled/0_create_data.ipynb) sample the classes with pandas, split with scikit-learn and draw a noise matrix with cleanlab, all
from one seed. Prints, for traces of 0.80 K and 0.85 K, how often each class gets each label (a row a true class): the noise.matrix of
the `paper` presets. Then, as they would be in round 0 of wall-robot-complete, the test accuracies of Extra Trees and the MLP with
these confusions and with those of other random matrices of the same trace that leave as many labels right. Needs requirements.txt.
"""
import argparse
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from cleanlab.benchmarking.noise_generation import generate_noise_matrix_from_trace, generate_noisy_labels
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.model_selection import StratifiedKFold, train_test_split
from sklearn.neural_network import MLPClassifier

CLASSES = ["Move-Forward", "Sharp-Right-Turn", "Slight-Left-Turn", "Slight-Right-Turn"]
CLASS_SIZES = [1100, 900, 300, 700]
TOLERANCE = 0.005


def draw(path, seed):
    """Row numbers of pool and test set, and the table."""
    table = pd.read_csv(path, header=None)
    table[4] = table[4].map(CLASSES.index)
    sampled = [table.index[table[4] == k].to_series().sample(n=size, random_state=seed) for k, size in enumerate(CLASS_SIZES)]
    pool, test = train_test_split(np.concatenate(sampled), test_size=1 / 3, random_state=seed)
    return pool, test, table


def noise_matrix(truth, trace, seed):
    """cleanlab's: rows are labels, columns true classes."""
    frequencies = np.bincount(truth) / len(truth)
    return generate_noise_matrix_from_trace(
        len(CLASSES), trace=trace * len(CLASSES), py=frequencies, valid_noise_matrix=True, seed=seed)


def confusions(truth, labels):
    counts = pd.crosstab(truth, labels).reindex(columns=range(len(CLASSES)), fill_value=0).to_numpy()
    return counts / counts.sum(axis=1, keepdims=True)


def accuracy(model, features, labels, test_features, test_truth):
    """Mean test accuracy of the models of five folds."""
    folds = StratifiedKFold(5, shuffle=True, random_state=1).split(features, labels)
    fitted = (model().fit(features[train], labels[train]) for train, _ in folds)
    return np.mean([(one.predict(test_features) == test_truth).mean() for one in fitted])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--seed", type=int, default=111)
    parser.add_argument("--matrices", type=int, default=5, help="how many random matrices to try besides the authors'")
    parser.add_argument("--first-matrix", type=int, help="seed of the first matrix to try (default: the authors', then the next)")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")  # 500 epochs are the setting, converged or not
    pool, test, table = draw(arguments.data, arguments.seed)
    features, truth = table.loc[:, :3].to_numpy(), table[4].to_numpy()
    print(f"seed {arguments.seed}: the pool begins with rows {pool[:3].tolist()}, the test set with {test[:3].tolist()} (from 0)")
    for trace in 0.80, 0.85:
        labels = generate_noisy_labels(truth[pool], noise_matrix(truth[pool], trace, arguments.seed))
        print(f"trace {trace} K, {(labels == truth[pool]).mean():.4f} of the labels right, confusions:")
        print(np.round(confusions(truth[pool], labels), 4))
    print("\nround 0 with all labelled once, trace 0.8 K: labels right, largest confusion, accuracy of Extra Trees and MLP")
    wanted = (np.diag(noise_matrix(truth[pool], 0.80, arguments.seed)) * np.bincount(truth[pool])).sum() / len(pool)
    seed = arguments.seed if arguments.first_matrix is None else arguments.first_matrix
    shown, wanted_matrices = 0, arguments.matrices + (arguments.first_matrix is None)
    while shown < wanted_matrices:
        matrix = noise_matrix(truth[pool], 0.80, seed)
        if abs((np.diag(matrix) * np.bincount(truth[pool])).sum() / len(pool) - wanted) <= TOLERANCE:
            labels = generate_noisy_labels(truth[pool], matrix)
            reached = [accuracy(model, features[pool], labels, features[test], truth[test])
                       for model in (ExtraTreesClassifier, lambda: MLPClassifier(max_iter=500))]
            largest = (matrix - np.diag(np.diag(matrix))).max()
            print(f"seed {seed}: {(labels == truth[pool]).mean():.4f} {largest:.2f} {reached[0]:.4f} {reached[1]:.4f}", flush=True)
            shown += 1
        seed += 1


if __name__ == "__main__":
    main()
