"""Accuracy of every consensus method that needs no model on tables with known truth, beside crowd-kit's, in one run.

    python benchmarks/peers/run_crowd.py FOLDER [SECONDS] > table.md

FOLDER holds NAME.labels.csv (task, worker, label) and NAME.truth.csv (task, truth; of all tasks or some). Where a worker has
labelled a task more than once, the last label counts, for all methods alike. Writes Markdown: percent of the tasks with known
truth whose label is right, then seconds: of relabel4j the whole process, files included; of crowd-kit the call alone. A peer
that takes more than SECONDS (300) is left out. Needs requirements-crowd.txt.
"""

import multiprocessing
import pathlib
import subprocess
import sys
import tempfile
import time

import pandas as pd
from crowdkit import aggregation

ROOT = pathlib.Path(__file__).resolve().parents[2]
OURS = {
    "majority-vote": ["majority-vote"],
    "dawid-skene": ["dawid-skene"],
    "dawid-skene, prior=strong": ["dawid-skene", "--option", "prior=strong"],
    "dawid-skene, prior=none": ["dawid-skene", "--option", "prior=none"],
    "glad": ["glad"],
}
PEERS = {
    "MajorityVote": aggregation.MajorityVote,
    "DawidSkene": aggregation.DawidSkene,
    "OneCoinDawidSkene": aggregation.OneCoinDawidSkene,
    "GLAD": aggregation.GLAD,
}


def ours(arguments, labels, folder):
    out = folder / "out.csv"
    command = [str(ROOT / "relabel4j"), "consensus", "--labels", str(labels), "--out", str(out), "--method", *arguments]
    subprocess.run(command, check=True, capture_output=True)
    return pd.read_csv(out).set_index("task")["consensus_label"]


def accuracy(answer, truth):
    if answer.empty:
        return float("nan")
    return 100 * (answer.reindex(truth.index) == truth).mean()


def row(name, values, form):
    return f"| {name} | " + " | ".join("–" if v != v else form.format(v) for v in values) + " |"


def measured(run):
    start = time.perf_counter()
    answer = run()
    return answer, time.perf_counter() - start


def measured_within(seconds, run):
    """In a process of its own, so that it can be ended; no answer and NaN if it takes longer."""
    context = multiprocessing.get_context("fork")
    ours_end, its_end = context.Pipe()
    process = context.Process(target=lambda: its_end.send(measured(run)))
    process.start()
    its_end.close()
    try:
        return ours_end.recv() if ours_end.poll(seconds) else (pd.Series(dtype=object), float("nan"))
    finally:
        process.terminate()
        process.join()


def main():
    data = pathlib.Path(sys.argv[1])
    limit = float(sys.argv[2]) if len(sys.argv) > 2 else 300
    names = sorted(f.name.removesuffix(".labels.csv") for f in data.glob("*.labels.csv"))
    methods = [*OURS, *("crowd-kit " + peer for peer in PEERS)]
    accuracies, seconds = [], []
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for name in names:
            table = pd.read_csv(data / f"{name}.labels.csv")
            table.columns = ["task", "worker", "label"]
            table = table.drop_duplicates(["task", "worker"], keep="last")
            labels = folder / f"{name}.csv"
            table.rename(columns={"worker": "annotator"}).to_csv(labels, index=False)
            truth = pd.read_csv(data / f"{name}.truth.csv").set_axis(["task", "truth"], axis=1)
            truth = truth.set_index("task")["truth"]
            pairs = [measured(lambda a=arguments: ours(a, labels, folder)) for arguments in OURS.values()]
            pairs += [measured_within(limit, lambda p=peer: p().fit_predict(table)) for peer in PEERS.values()]
            for method, (answer, time_taken) in zip(methods, pairs):
                print(name, method, accuracy(answer, truth), time_taken, file=sys.stderr, flush=True)
            accuracies.append([accuracy(answer, truth) for answer, _ in pairs])
            seconds.append([time_taken for _, time_taken in pairs])
    for title, rows, form in (("table, % right", accuracies, "{:.2f}"), ("table, s", seconds, "{:.2f}")):
        print(f"| {title} | " + " | ".join(methods) + " |")
        print("|---" * (len(methods) + 1) + "|")
        for name, values in zip(names, rows):
            print(row(name, values, form))
        print()


if __name__ == "__main__":
    main()
