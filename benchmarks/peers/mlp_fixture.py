"""Writes the fixture that the Java perceptron is tested against: scikit-learn's MLPClassifier on a small problem.

One batch holds all examples, so scikit-learn's shuffling has no effect, and the initial weights come from a formula, so both
sides start alike. Needs requirements.txt. Writes to standard output:

    python mlp_fixture.py > ../../models/src/test/resources/org/relabel4j/models/mlp/sklearn-mlp.csv
"""
import math
import warnings

import numpy as np
import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

FEATURES, HIDDEN, CLASSES, EXAMPLES = 3, 7, 3, 20


def weight(index):
    return 0.5 * math.sin(1.7 * index + 0.3)


class FixedStart(MLPClassifier):
    """MLPClassifier whose initial parameters are weight(0), weight(1), ... in the order in which it draws them."""

    def _init_coef(self, fan_in, fan_out, dtype):
        start = getattr(self, "_drawn", 0)
        coefs = np.array([weight(start + n) for n in range(fan_in * fan_out)], dtype).reshape(fan_in, fan_out)
        start += fan_in * fan_out
        intercepts = np.array([weight(start + n) for n in range(fan_out)], dtype)
        self._drawn = start + fan_out
        return coefs, intercepts


def main():
    x = np.array([[math.cos(0.9 * i + 2.1 * f) for f in range(FEATURES)] for i in range(EXAMPLES)], np.float32)
    x = x.astype(np.float64)  # the Java side reads 32-bit features
    y = np.array([i * i % CLASSES if i % CLASSES else 2 for i in range(EXAMPLES)])
    y[0], y[1] = 0, 1
    model = FixedStart(hidden_layer_sizes=(HIDDEN,), learning_rate_init=0.02, alpha=0.01, tol=0.003, max_iter=500)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(x, y)
    print(f"# scikit-learn {sklearn.__version__}, benchmarks/peers/mlp_fixture.py")
    print("epochs," + str(model.n_iter_))
    print("labels," + ",".join(str(v) for v in y))
    print("losses," + ",".join(repr(float(v)) for v in model.loss_curve_))
    for row in model.predict_proba(x):
        print("probabilities," + ",".join(repr(float(v)) for v in row))


if __name__ == "__main__":
    main()
