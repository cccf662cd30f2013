"""Compares this project's classifiers with scikit-learn's on the Wall Robot data: accuracy over seeds, and time.

    python sklearn_models.py sensor_readings_4.data --java CLASSPATH [--seeds 10] [--cv 3] [--engines java,nd4j] [--threads 1]
    python sklearn_models.py sensor_readings_4.data --java CLASSPATH --head TRAIN.npy LABELS.npy TEST.npy LABELS.npy [--l2 1,100]

CLASSPATH is that of the program (its jar and lib folder: 'cli.jar:lib/*'). Without --java only scikit-learn runs. Both sides
get the same splits: 1600 examples to train on and the rest to test, and for the cross-validation 2000 examples in 5 folds.
They take turns, seed by seed, so that a change of the machine's load falls on both. --head compares softmax regression on
features, such as evaluate --features writes, instead. Needs requirements.txt and Java 17.
"""
import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

TRAIN, POOL, FOLDS = 1600, 2000, 5
CLASSES = ["Move-Forward", "Sharp-Right-Turn", "Slight-Left-Turn", "Slight-Right-Turn"]
MASK = (1 << 64) - 1


def mix(z):
    """SplitMix64's finaliser: the same order of examples on both sides, without sharing a generator."""
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def order(size, seed):
    return sorted(range(size), key=lambda i: mix((seed * 1_000_003 + i) & MASK))


class ScikitLearn:
    """Runs tasks in this process."""

    def __init__(self, path):
        import numpy as np
        from sklearn.exceptions import ConvergenceWarning
        from sklearn.ensemble import ExtraTreesClassifier
        from sklearn.neighbors import KNeighborsClassifier
        from sklearn.neural_network import MLPClassifier

        warnings.simplefilter("ignore", ConvergenceWarning)  # 500 epochs are the setting, converged or not
        rows = [line.split(",") for line in Path(path).read_text().split()]
        self.np = np
        self.x = np.array([[float(v) for v in row[:-1]] for row in rows], np.float32).astype(np.float64)
        self.y = np.array([CLASSES.index(row[-1]) for row in rows])
        self.models = {
            "mlp": lambda seed: MLPClassifier(max_iter=500, random_state=seed),
            "extra-trees": lambda seed: ExtraTreesClassifier(random_state=seed),
            "knn": lambda seed: KNeighborsClassifier(),
        }

    def model(self, name, seed):
        indices = self.np.array(order(len(self.y), seed))
        train, test = indices[:TRAIN], indices[TRAIN:]
        start = time.perf_counter()
        model = self.models[name](seed).fit(self.x[train], self.y[train])
        fitted = time.perf_counter()
        predicted = model.predict_proba(self.x[test]).argmax(axis=1)
        return float((predicted == self.y[test]).mean()), fitted - start, time.perf_counter() - fitted

    def cross_validation(self, seed):
        indices = self.np.array(order(len(self.y), seed)[:POOL])
        start = time.perf_counter()
        right = 0
        for fold in range(FOLDS):
            held_out = self.np.arange(POOL) % FOLDS == fold
            model = self.models["mlp"](seed + fold).fit(self.x[indices[~held_out]], self.y[indices[~held_out]])
            probabilities = model.predict_proba(self.x[indices])
            right += (probabilities.argmax(axis=1) == self.y[indices])[held_out].sum()
        return right / POOL, time.perf_counter() - start


class Java:
    """Runs tasks in a Java process that answers line by line."""

    def __init__(self, class_path, data, *options):
        here = Path(__file__).resolve().parent
        command = ["java", *options, "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", class_path]
        self.process = subprocess.Popen(
            command + [str(here / "JavaModels.java"), data], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, *words):
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        while line and not line.startswith("= "):  # ND4J's native library prints lines of its own
            line = self.process.stdout.readline()
        if not line:
            sys.exit(f"the Java side ended with {self.process.wait()}")
        return [float(v) for v in line.split()[1:]]


def spread(values):
    return f"{statistics.mean(values):.4f} ± {statistics.stdev(values):.4f}" if len(values) > 1 else f"{values[0]:.4f}"


def milliseconds(values):
    return f"{1000 * statistics.median(values):9.1f} [{1000 * min(values):.1f} to {1000 * max(values):.1f}]"


def compare_models(sklearn, java, seeds):
    print(f"{'model':12} {'side':8} {'accuracy':17} fit ms, predict ms: median [min to max]")
    for name in sklearn.models:
        sides = {"sklearn": [], "java": []}
        for seed in range(seeds):
            sides["sklearn"].append(sklearn.model(name, seed))
            if java:
                sides["java"].append(java.ask("model", name, seed))
        for side, results in sides.items():
            if results:
                accuracy, fit, predict = zip(*results)
                print(f"{name:12} {side:8} {spread(accuracy)}   {milliseconds(fit)}   {milliseconds(predict)}", flush=True)
        if java and seeds > 1:
            differences = [ours[0] - theirs[0] for theirs, ours in zip(sides["sklearn"], sides["java"])]
            own = statistics.stdev(accuracy for accuracy, _, _ in sides["sklearn"])
            verdict = "within" if abs(statistics.mean(differences)) <= own else "beyond"
            print(f"{name:12} {'java less sklearn':8} {spread(differences)}: {verdict} scikit-learn's spread of {own:.4f}")


def compare_cross_validation(sklearn, java, engines, repeats):
    print(f"\n5-fold cross-validation of the MLP, {POOL} examples: seconds and accuracy by repeat")
    for repeat in range(repeats):
        accuracy, seconds = sklearn.cross_validation(repeat)
        line = f"sklearn {seconds:6.2f} s {accuracy:.4f}"
        for engine in engines if java else []:
            java_accuracy, java_seconds = java.ask("cv", engine, repeat)
            line += f" | {engine} {java_seconds:6.2f} s {java_accuracy:.4f}, {seconds / java_seconds:.2f} x as fast"
        print(line, flush=True)


def compare_heads(java, files, penalties, repeats, folder):
    """LogisticRegression behind a StandardScaler, standardising included, beside softmax regression, in turns."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import log_loss
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    x, y, test_x, test_y = (np.load(file) for file in files)
    for name, features, labels in (("train", x, y), ("test", test_x, test_y)):
        np.save(folder / f"{name}.npy", features.astype(np.float32))
        (folder / f"{name}.txt").write_text("".join(f"{label}\n" for label in labels))
    print(f"softmax regression, {len(x)} examples of {x.shape[1]} features: accuracy, log loss, processor ms: median [min to max]")
    for penalty in penalties:
        sides = {"sklearn": [], "java": []}
        for repeat in range(repeats + 1):
            # The first of each warms up.
            model = make_pipeline(StandardScaler(), LogisticRegression(C=1 / penalty, max_iter=100, tol=1e-4))
            start = time.process_time()
            model.fit(x, y)
            seconds = time.process_time() - start
            p = model.predict_proba(test_x)
            sides["sklearn"].append(((p.argmax(axis=1) == test_y).mean(), log_loss(test_y, p), seconds))
            sides["java"].append(java.ask("head", folder, penalty))
        for side, results in sides.items():
            accuracy, loss, fit = zip(*results[1:])
            print(f"l2={penalty:<6g} {side:8} {accuracy[0]:.4f} {loss[0]:.3f} {milliseconds(fit)}", flush=True)
        ratios = [theirs[2] / ours[2] for theirs, ours in zip(sides["sklearn"][1:], sides["java"][1:])]
        print(f"l2={penalty:<6g} {statistics.median(ratios):.2f} x as fast [{min(ratios):.2f} to {max(ratios):.2f}]", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("--java", metavar="CLASSPATH")
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--cv", type=int, default=3)
    parser.add_argument("--engines", default="java,nd4j")
    parser.add_argument("--threads", default="1", help="OMP_NUM_THREADS of both sides")
    parser.add_argument("--head", nargs=4, metavar="FILE", help="features and labels to train on, and to test with")
    parser.add_argument("--l2", default="1,100", help="penalties of --head")
    parser.add_argument("--repeats", type=int, default=5, help="fits of --head")
    arguments = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = arguments.threads  # before NumPy is loaded
    if arguments.head:
        with tempfile.TemporaryDirectory() as folder:
            java = Java(arguments.java, arguments.data, f"-XX:ActiveProcessorCount={arguments.threads}")
            penalties = [float(l2) for l2 in arguments.l2.split(",")]
            compare_heads(java, arguments.head, penalties, arguments.repeats, Path(folder))
        return
    sklearn = ScikitLearn(arguments.data)
    java = Java(arguments.java, arguments.data) if arguments.java else None
    compare_models(sklearn, java, arguments.seeds)
    if arguments.cv:
        compare_cross_validation(sklearn, java, arguments.engines.split(","), arguments.cv)


if __name__ == "__main__":
    main()
