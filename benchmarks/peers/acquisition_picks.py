#!/usr/bin/env python3
"""Prints what scikit-activeml and small-text choose on made-up embeddings and probabilities, which PeerPicksTest expects of ours.

    python benchmarks/peers/acquisition_picks.py

Embeddings and probabilities follow from formulas in whole numbers, the same here and in the test. Needs requirements-acquisition.txt.
"""
import numpy as np
from scipy.stats import entropy
from skactiveml.base import SkactivemlClassifier
from skactiveml.classifier import SklearnClassifier
from skactiveml.pool import ContrastiveAL, DiscriminativeAL, ProbCover
from skactiveml.pool._bald import batch_bald
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import StandardScaler
from small_text.query_strategies.bayesian import _bald

EXAMPLES, DIMENSION, CLASSES, MODELS, LABELLED = 400, 3, 4, 5, 12


def embeddings():
    i, d = np.arange(EXAMPLES)[:, None], np.arange(DIMENSION)[None, :]
    return ((i * i * (7 + d) + i * 13 * (d + 1) + d * 29) % 1009) ** 3 / 2.0**26


def probabilities(model):
    i, k = np.arange(EXAMPLES)[:, None], np.arange(CLASSES)[None, :]
    raw = 1.0 + (i * i * 31 + k * 17 + i * k * 7 + model * (i + 3) * (k + 1) * 41) % 997
    return raw / raw.sum(axis=1, keepdims=True)


class Given(SkactivemlClassifier):
    """A classifier that looks an example's probabilities up."""

    def __init__(self, x=None, p=None, classes=None, missing_label=np.nan, cost_matrix=None, random_state=None):
        super().__init__(classes, missing_label, cost_matrix, random_state)
        self.x = x
        self.p = p

    def fit(self, X, y, sample_weight=None):
        return self

    def predict_proba(self, X):
        return np.array([self.p[np.flatnonzero((self.x == row).all(axis=1))[0]] for row in X])


def main():
    x = embeddings()
    assert len(np.unique(x, axis=0)) == EXAMPLES
    p = np.array([probabilities(model) for model in range(MODELS)])
    y = np.full(EXAMPLES, np.nan)
    y[:LABELLED] = np.arange(LABELLED) % CLASSES
    for radius in (3.5, 4.75):  # with which none of the first three choices is a tie
        picks, utilities = ProbCover(deltas=[radius], alpha=0.01, random_state=1).query(
            x, y, batch_size=3, return_utilities=True)
        assert all((u == np.nanmax(u)).sum() == 1 for u in utilities)
        print("ProbCover", radius, picks.tolist(), "each covers", np.nanmax(utilities, axis=1).tolist())
    cal = ContrastiveAL(nearest_neighbors_dict={"n_neighbors": 5}, random_state=1)
    print("ContrastiveAL", cal.query(x, y, Given(x, p[0], classes=range(CLASSES)), fit_clf=False, batch_size=8).tolist())
    print("batch_bald", np.nanargmax(batch_bald(p.copy(), 5, n_MC_samples=10**6), axis=1).tolist())
    dal = DiscriminativeAL(random_state=1)
    discriminator = SklearnClassifier(LogisticRegression(tol=1e-9, max_iter=10000), classes=[0, 1])
    print("DiscriminativeAL", dal.query(StandardScaler().fit_transform(x), y, discriminator, batch_size=8).tolist())
    print("small-text's BALD", np.argsort(-_bald(p.swapaxes(0, 1)))[:8].tolist())
    # SEALS by exact neighbours (small-text's are of an approximate index), and those with the largest entropy.
    near = NearestNeighbors(n_neighbors=4).fit(x[LABELLED:]).kneighbors(x[:LABELLED], return_distance=False)
    near = np.unique(near) + LABELLED
    print("SEALS", len(near), near[np.argsort(-entropy(p[0][near], axis=1))][:8].tolist())


if __name__ == "__main__":
    main()
