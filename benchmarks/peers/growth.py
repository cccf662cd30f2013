#!/usr/bin/env python3
"""Shows how the cost of scoring and of consensus grows with examples N, annotators M and classes K.

    benchmarks/peers/growth.py [--rounds 3] [--json FILE]

Starts from one size and multiplies one number at a time. All sizes are measured once, then all again, `--rounds` times, so that
a load that comes and goes hits all of them; each measurement is a process of its own that warms up first. The tables have the
median over the rounds with the least and the most, processor time, and peak memory. Needs nothing but Python.
"""
from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START = {"labeled": 20000, "unlabeled": 20000, "annotators": 500, "classes": 10}
# What to change, and its values. N is labelled and unlabelled examples together, half of each.
GROWTH = {"N": [40_000, 200_000, 1_000_000], "M": [50, 500, 5000], "K": [2, 10, 100]}


def sizes(changed: str, value: int) -> dict[str, int]:
    return {**START, **{"N": {"labeled": value // 2, "unlabeled": value // 2},
                        "M": {"annotators": value}, "K": {"classes": value}}[changed]}


def measure(bench: str, changed: str, value: int) -> dict:
    settings = [f"{key}={number}" for key, number in sizes(changed, value).items()]
    done = subprocess.run([str(ROOT / "relabel4j"), "bench", bench, *settings, "warm-up=20", "repeat=10", "--json"],
                          capture_output=True, text=True, cwd=ROOT)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def row(runs: list[dict]) -> str:
    times = [run["median_ms"] for run in runs]
    return (f"{statistics.median(times):,.1f} ({min(times):,.1f} to {max(times):,.1f}) | "
            f"{statistics.median(run['cpu_ms'] for run in runs):,.1f} | "
            f"{statistics.median(run['peak_memory_mb'] for run in runs):,.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="file for all measurements")
    options = parser.parse_args()
    cases = [(bench, changed, value) for bench in ("scoring", "consensus")
             for changed, values in GROWTH.items() for value in values]
    runs: dict[tuple, list[dict]] = {case: [] for case in cases}
    for number in range(options.rounds):
        for case in cases:
            runs[case].append(measure(*case))
            print(f"  round {number + 1}: {' '.join(map(str, case))}: {runs[case][-1]['median_ms']} ms",
                  file=sys.stderr, flush=True)
    for bench in ("scoring", "consensus"):
        print(f"\n| {bench} | ms | CPU ms | peak MB |\n|---|---|---|---|")
        for case in cases:
            if case[0] == bench:
                print(f"| {case[1]} = {case[2]:,} | {row(runs[case])} |")
    if options.json:
        options.json.write_text(json.dumps([result for case in cases for result in runs[case]], indent=1))


if __name__ == "__main__":
    main()
