#!/usr/bin/env python3
"""Times Relabel4J and its peers in turn, on the same inputs, and prints the ratios.

    benchmarks/peers/run_pairs.py [scoring] [label-quality] [folds] [extra-trees] [loop-extra-trees] [loop-mlp]
        [resnet18] [resnet20]

Ours and the peer's run alternate, `--pairs` times each, so that a load that comes and goes hits both. In a pair each side is
one process that warms up and then measures (scoring, label quality, folds, Extra Trees: the time inside), or one process
from its start to its end, nothing warmed up (loops: the wall-clock time of the command). The table has the median of each
side, its spread (smallest to largest pair), and the median of the pairs' ratios (peer / Relabel4J) with its spread: by the
clock, and by the processor time of all threads, which a busy machine distorts less.

The loops are one strategy and one trial of the Wall Robot experiment, unless --paper asks for all of its `paper` preset: five
strategies, five trials, twenty rounds. With Extra Trees that takes the peer a quarter of an hour a pair, with the perceptron
more than half an hour.

Python is the one that runs this script; install requirements.txt there. Relabel4J is `./relabel4j` of this checkout. Every
number measured is in `--json FILE` too.
"""
from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PEERS = Path(__file__).resolve().parent
ROOT = PEERS.parents[1]
SCORING = {"labeled": 20000, "unlabeled": 20000, "annotators": 500, "classes": 10, "labels-per-example": 1.5}

PAPER_STRATEGIES = "random,good-random,entropy,uncertainty,activelab"


class Run:
    """A command that printed a JSON object as its last line: that object, and what the whole process took."""

    def __init__(self, command: list, environment: dict[str, str] | None = None):
        words = [str(word) for word in command]
        before, start = processor_seconds(), time.perf_counter()
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, env=environment)
        self.wall_ms = (time.perf_counter() - start) * 1000
        self.cpu_ms = (processor_seconds() - before) * 1000
        if done.returncode != 0:
            sys.exit(f"{' '.join(words)}\nended with {done.returncode}:\n{done.stderr[-2000:]}")
        self.result = json.loads(done.stdout.strip().splitlines()[-1])

    def inside(self, part: str | None = None) -> dict:
        """What the program measured by itself: the median by the clock, the mean by the processor."""
        result = self.result[part] if part else self.result
        return {"wall_ms": result["median_ms"], "cpu_ms": result.get("cpu_ms"),
                "memory_mb": self.result["peak_memory_mb"]}

    def whole(self) -> dict:
        return {"wall_ms": self.wall_ms, "cpu_ms": self.cpu_ms, "model_accuracy": self.result["model_accuracy"],
                "consensus_accuracy": self.result["consensus_accuracy"]}


def processor_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def ours(bench: str, *settings: str) -> list[str]:
    return [ROOT / "relabel4j", "bench", bench, *settings, "--json"]


def peer(script: str, *arguments) -> list[str]:
    return [sys.executable, PEERS / script, *arguments]


class Pair:
    """What to measure: a function for each side, and perhaps a check that both compute the same."""

    def __init__(self, name: str, peer_name: str, our_side, peer_side, check=None):
        self.name, self.peer_name, self.our_side, self.peer_side, self.check = name, peer_name, our_side, peer_side, check


def scoring_pair(folder: Path, options) -> Pair:
    sizes = [f"{key}={value}" for key, value in SCORING.items()]
    Run(ours("scoring", *sizes, f"write={folder}", f"scores-out={folder / 'scores.csv'}", "repeat=1", "warm-up=0"))

    def check() -> str:
        Run(peer("cleanlab_scoring.py", "--inputs", folder, "--only", "scores", "--repeat", 1, "--repair-counts",
                 "--scores-out", folder / "scores.npy"))
        import numpy as np

        with open(folder / "scores.csv", newline="") as file:
            found = np.array([float(row["score"]) for row in csv.DictReader(file)])
        difference = np.abs(found - np.load(folder / "scores.npy")).max()
        return f"largest difference of a score, cleanlab's counts repaired: {difference:.1e}"

    return Pair(
        "ActiveLab scores", "cleanlab",
        lambda: Run(ours("scoring", *sizes)).inside(),
        lambda: Run(peer("cleanlab_scoring.py", "--inputs", folder, "--only", "scores", "--repeat",
                         options.repeat)).inside("scores"),
        check)


def label_quality_pair(folder: Path, options) -> Pair:
    sizes = [f"{key}={value}" for key, value in SCORING.items()]
    Run(ours("consensus", *sizes, f"write={folder}", "repeat=1", "warm-up=0"))
    return Pair(
        "CROWDLAB label quality", "cleanlab",
        lambda: Run(ours("consensus", *sizes)).inside(),
        lambda: Run(peer("cleanlab_scoring.py", "--inputs", folder, "--only", "label-quality", "--repeat",
                         options.repeat)).inside("label_quality"))


def cross_validation_pair(bench: str, model: str, folder: Path, options) -> Pair:
    examples = folder / f"{bench}.csv"
    Run(ours(bench, f"write={examples}", "repeat=1", "warm-up=0"))
    return Pair(
        f"5-fold cross-validation, {model}", "scikit-learn",
        lambda: Run(ours(bench)).inside(),
        lambda: Run(peer("sklearn_folds.py", "--examples", examples, "--model", model, "--repeat", options.repeat,
                         "--jobs", options.jobs), one_thread_a_job(options)).inside())


def one_thread_a_job(options) -> dict[str, str] | None:
    """Several processes must not each start a BLAS thread a core; a single one keeps scikit-learn's own choice."""
    return {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"} if options.jobs > 1 else None


def loop_pair(model: str, options) -> Pair:
    sizes = {"strategies": options.loop_strategies, "trials": options.loop_trials, "rounds": options.loop_rounds}
    return Pair(
        f"Wall Robot, {model}: {sizes['strategies']}, {sizes['trials']} trial(s), {sizes['rounds']} rounds",
        "scikit-learn + cleanlab",
        lambda: Run(ours("loop", f"models={model}", *(f"{key}={value}" for key, value in sizes.items()),
                         f"jobs={options.jobs}", "warm-up=0", "repeat=1")).whole(),
        lambda: Run(peer("wall_robot_loop.py", "--model", model, *(word for key, value in sizes.items()
                                                                    for word in (f"--{key}", value)),
                         "--jobs", options.jobs, "--annotator-accuracy", 0.885, "--repair-counts"),
                    one_thread_a_job(options)).whole())


def resnet_pairs(model: str, batch: int, options) -> list[Pair]:
    """A training step and a prediction of one batch of 32 x 32 images, in both of PyTorch's memory layouts."""
    return [Pair(
        f"{model}, batch {batch}, {phase}", f"PyTorch, {layout.replace('_', ' ')}",
        lambda phase=phase: Run(ours("resnet", f"model={model}", f"batch={batch}", f"phase={phase}")).inside(),
        lambda phase=phase, layout=layout: Run(peer("torch_resnet.py", "--model", model, "--batch", batch, "--phase",
                                                    phase, "--layout", layout)).inside())
        for phase in ("train", "infer") for layout in ("contiguous", "channels_last")]


def pairs(folder: Path, options) -> dict:
    """By name: what makes a pair, or several."""
    return {
        "scoring": lambda: scoring_pair(folder, options),
        "label-quality": lambda: label_quality_pair(folder, options),
        "folds": lambda: cross_validation_pair("folds", "mlp", folder, options),
        "extra-trees": lambda: cross_validation_pair("extra-trees", "extra-trees", folder, options),
        "loop-extra-trees": lambda: loop_pair("extra-trees", options),
        "loop-mlp": lambda: loop_pair("mlp", options),
        "resnet18": lambda: resnet_pairs("resnet18", 64, options),
        "resnet20": lambda: resnet_pairs("resnet20", 128, options),
    }


def measure(pair: Pair, count: int) -> dict:
    """Alternates both sides; the side that goes first changes from pair to pair."""
    ours_runs, peer_runs = [], []
    for n in range(count):
        sides = [(ours_runs, pair.our_side), (peer_runs, pair.peer_side)]
        for runs, side in sides if n % 2 == 0 else reversed(sides):
            runs.append(side())
        print(f"  {pair.name}, pair {n + 1}: {ours_runs[-1]['wall_ms']:,.1f} ms, "
              f"{pair.peer_name} {peer_runs[-1]['wall_ms']:,.1f} ms", file=sys.stderr, flush=True)
    return {"name": pair.name, "peer": pair.peer_name, "ours": ours_runs, "peer_runs": peer_runs,
            "check": pair.check() if pair.check else None}


def spread(values: list[float]) -> str:
    return f"{statistics.median(values):,.1f} ({min(values):,.1f} to {max(values):,.1f})"


def last_round(result: dict) -> str:
    """Both sides' mean accuracies, to see that both did the work."""
    means = {f"{side} {key.split('_')[0]}": statistics.mean(run[key] for run in result[runs])
             for side, runs in (("Relabel4J", "ours"), (result["peer"], "peer_runs"))
             for key in ("model_accuracy", "consensus_accuracy")}
    return "accuracies in the last round: " + ", ".join(f"{name} {mean:.4f}" for name, mean in means.items())


def row(result: dict) -> str:
    cells = [result["name"], result["peer"]]
    for clock in ("wall_ms", "cpu_ms"):
        mine, theirs = ([run[clock] for run in result[side]] for side in ("ours", "peer_runs"))
        known = None not in mine and None not in theirs
        cells += [spread(mine), spread(theirs), spread([b / a for a, b in zip(mine, theirs)])] if known else ["-"] * 3
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = list(pairs(Path(), None))
    parser.add_argument("which", nargs="*", help=f"any of {', '.join(names)} (default: all)")
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--repeat", type=int, default=3, help="the peer's measured calls in a process")
    parser.add_argument("--jobs", type=int, default=1, help="loops at a time on both sides; for the other peers, processes over folds or threads of Extra Trees")
    parser.add_argument("--loop-strategies", default="activelab")
    parser.add_argument("--loop-trials", type=int, default=1)
    parser.add_argument("--loop-rounds", type=int, default=20)
    parser.add_argument("--paper", action="store_true",
                        help="loops at the size of the paper: all its strategies, 5 trials, 20 rounds")
    parser.add_argument("--json", type=Path, help="file for all measurements")
    options = parser.parse_args()
    if options.paper:
        options.loop_strategies, options.loop_trials, options.loop_rounds = PAPER_STRATEGIES, 5, 20
    unknown = [name for name in options.which if name not in names]
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; known: {', '.join(names)}")
    subprocess.run([str(ROOT / "relabel4j"), "--version"], check=True, stdout=sys.stderr)  # builds it if need be
    with tempfile.TemporaryDirectory() as folder:
        makers = pairs(Path(folder), options)
        made = [makers[name]() for name in options.which or names]
        results = [measure(pair, options.pairs) for one in made for pair in (one if isinstance(one, list) else [one])]
    print("| measured | peer | Relabel4J, ms | peer, ms | ratio | Relabel4J, CPU ms | peer, CPU ms | ratio |\n"
          "|---|---|---|---|---|---|---|---|")
    for result in results:
        print(row(result))
    for result in results:
        if result["check"]:
            print(f"\n{result['name']}: {result['check']}")
        if "model_accuracy" in result["ours"][0]:
            print(f"\n{result['name']}: {last_round(result)}")
    if options.json:
        options.json.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
