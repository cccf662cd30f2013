#!/usr/bin/env python3
"""Times Relabel4J and its peers in turn, on the same inputs, and prints the ratios.

    benchmarks/peers/run_pairs.py [scoring] [label-quality] [folds] [extra-trees] [loop-extra-trees] [loop-mlp]

Ours and the peer's run alternate, `--pairs` times each, so that a load that comes and goes hits both. In a pair each side is
one process that warms up and then measures (scoring, label quality, folds, Extra Trees: the time inside), or one process
from its start to its end, nothing warmed up (loops: the wall-clock time of the command). The table has the median of each
side, its spread (smallest to largest pair), and the median of the pairs' ratios with its spread.

Python is the one that runs this script; install requirements.txt there. Relabel4J is `./relabel4j` of this checkout. Every
number measured is in `--json FILE` too. Where the peer can use threads, `--jobs` gives it the same as ours (see each script).
"""
from __future__ import annotations

import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PEERS = Path(__file__).resolve().parent
ROOT = PEERS.parents[1]
SCORING = {"labeled": 20000, "unlabeled": 20000, "annotators": 500, "classes": 10, "labels-per-example": 1.5}


def call(command: list[str], environment: dict[str, str] | None = None) -> tuple[dict, float]:
    """The JSON object on the last line that a command prints, and the seconds it took."""
    start = time.perf_counter()
    done = subprocess.run([str(word) for word in command], cwd=ROOT, capture_output=True, text=True,
                          env={**os.environ, **(environment or {})})
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\nended with {done.returncode}:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.strip().splitlines()[-1]), seconds


def ours(bench: str, *settings: str) -> list[str]:
    return [ROOT / "relabel4j", "bench", bench, *settings, "--json"]


def peer(script: str, *arguments) -> list[str]:
    return [sys.executable, PEERS / script, *arguments]


class Pair:
    """How to measure one side after the other: each gives milliseconds."""

    def __init__(self, name: str, peer_name: str, ours_ms, peer_ms, check=None):
        self.name, self.peer_name, self.ours_ms, self.peer_ms, self.check = name, peer_name, ours_ms, peer_ms, check


def scoring_pair(folder: Path, options) -> Pair:
    settings = [f"{key}={value}" for key, value in SCORING.items()]
    call(ours("scoring", *settings, f"write={folder}", f"scores-out={folder / 'scores.csv'}", "repeat=1", "warm-up=0"))

    def check() -> str:
        call(peer("cleanlab_scoring.py", "--inputs", folder, "--only", "scores", "--repeat", 1, "--repair-counts",
                  "--scores-out", folder / "scores.npy"))
        import numpy as np

        with open(folder / "scores.csv", newline="") as file:
            found = np.array([float(row["score"]) for row in csv.DictReader(file)])
        return f"largest difference of a score, counts repaired: {np.abs(found - np.load(folder / 'scores.npy')).max():.1e}"

    return Pair(
        "ActiveLab scores", "cleanlab",
        lambda: call(ours("scoring", *settings))[0]["median_ms"],
        lambda: call(peer("cleanlab_scoring.py", "--inputs", folder, "--only", "scores", "--repeat", options.repeat))[0][
            "scores"]["median_ms"],
        check)


def label_quality_pair(folder: Path, options) -> Pair:
    settings = [f"{key}={value}" for key, value in SCORING.items()]
    call(ours("consensus", *settings, f"write={folder}", "repeat=1", "warm-up=0"))
    return Pair(
        "CROWDLAB label quality", "cleanlab",
        lambda: call(ours("consensus", *settings))[0]["median_ms"],
        lambda: call(peer("cleanlab_scoring.py", "--inputs", folder, "--only", "label-quality", "--repeat",
                          options.repeat))[0]["label_quality"]["median_ms"])


def cross_validation_pair(bench: str, model: str, folder: Path, options) -> Pair:
    examples = folder / f"{bench}.csv"
    call(ours(bench, f"write={examples}", "repeat=1", "warm-up=0", "examples=2000"))
    return Pair(
        f"5-fold cross-validation, {model}", "scikit-learn",
        lambda: call(ours(bench, "examples=2000"))[0]["median_ms"],
        lambda: call(peer("sklearn_folds.py", "--examples", examples, "--model", model, "--repeat", options.repeat,
                          "--jobs", options.jobs))[0]["median_ms"])


def loop_pair(model: str, options) -> Pair:
    strategies = options.loop_strategies
    return Pair(
        f"Wall Robot, {model}, {strategies}, {options.loop_trials} trial(s), {options.loop_rounds} rounds",
        "scikit-learn + cleanlab",
        lambda: 1000 * call(ours("loop", f"models={model}", f"strategies={strategies}", f"trials={options.loop_trials}",
                                 f"rounds={options.loop_rounds}", f"jobs={options.jobs}", "warm-up=0", "repeat=1"))[1],
        lambda: 1000 * call(peer("wall_robot_loop.py", "--model", model, "--strategies", strategies, "--trials",
                                 options.loop_trials, "--rounds", options.loop_rounds, "--jobs", options.jobs,
                                 "--annotator-accuracy", 0.885, "--repair-counts"))[1])


def pairs(folder: Path, options) -> dict:
    return {
        "scoring": lambda: scoring_pair(folder, options),
        "label-quality": lambda: label_quality_pair(folder, options),
        "folds": lambda: cross_validation_pair("folds", "mlp", folder, options),
        "extra-trees": lambda: cross_validation_pair("extra-trees", "extra-trees", folder, options),
        "loop-extra-trees": lambda: loop_pair("extra-trees", options),
        "loop-mlp": lambda: loop_pair("mlp", options),
    }


def measure(pair: Pair, count: int) -> dict:
    """Alternates both sides; the first side changes from pair to pair."""
    ours_ms, peer_ms = [], []
    for n in range(count):
        for side in ((ours_ms, pair.ours_ms), (peer_ms, pair.peer_ms))[:: 1 if n % 2 == 0 else -1]:
            side[0].append(side[1]())
        print(f"  {pair.name}, pair {n + 1}: {ours_ms[-1]:.1f} ms, {pair.peer_name} {peer_ms[-1]:.1f} ms",
              file=sys.stderr, flush=True)
    ratios = [theirs / mine for mine, theirs in zip(ours_ms, peer_ms)]
    return {"name": pair.name, "peer": pair.peer_name, "ours_ms": ours_ms, "peer_ms": peer_ms, "ratios": ratios,
            "median_ratio": statistics.median(ratios), "check": pair.check() if pair.check else None}


def span(values: list[float], digits: int = 1) -> str:
    return f"{statistics.median(values):,.{digits}f} ({min(values):,.{digits}f} to {max(values):,.{digits}f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = list(pairs(Path(), None))
    parser.add_argument("which", nargs="*", help=f"any of {', '.join(names)} (default: all)")
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--repeat", type=int, default=3, help="the peer's measured calls in a process")
    parser.add_argument("--jobs", type=int, default=1, help="threads or processes of the peer, cells at a time of ours")
    parser.add_argument("--loop-strategies", default="activelab")
    parser.add_argument("--loop-trials", type=int, default=1)
    parser.add_argument("--loop-rounds", type=int, default=20)
    parser.add_argument("--json", type=Path, help="file for all measurements")
    options = parser.parse_args()
    unknown = [name for name in options.which if name not in names]
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; known: {', '.join(names)}")
    with tempfile.TemporaryDirectory() as folder:
        makers = pairs(Path(folder), options)
        results = [measure(makers[name](), options.pairs) for name in options.which or names]
    print("| measured | Relabel4J, ms | peer | peer, ms | peer / Relabel4J |\n|---|---|---|---|---|")
    for result in results:
        print(f"| {result['name']} | {span(result['ours_ms'])} | {result['peer']} | {span(result['peer_ms'])} "
              f"| {span(result['ratios'])} |")
    for result in results:
        if result["check"]:
            print(f"\n{result['name']}: {result['check']}")
    if options.json:
        options.json.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
