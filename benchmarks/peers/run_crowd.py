"""Accuracy of every consensus method that needs no model on tables with known truth, beside crowd-kit's, in one run.

    python benchmarks/peers/run_crowd.py FOLDER [SECONDS [METHOD...]] > table.md

FOLDER holds NAME.labels.csv (task, worker, label) and NAME.truth.csv (task, truth; of all tasks or some). Where a worker has
labelled a task more than once, the last label counts, for all methods alike. Writes Markdown: percent of the tasks with known
truth whose label is right, then seconds: of relabel4j the whole process, files included; of crowd-kit the call alone; then
how many tasks have another label by crowd-kit than by the method of ours of the same kind. A peer that takes more than SECONDS
(300) is left out. METHODs of ours, with their peers, instead of all. Needs requirements-crowd.txt.
"""

import multiprocessing
import pathlib
import subprocess
import sys
import tempfile
import time

import pandas as pd
from crowdkit import aggregation
from crowdkit.aggregation.classification import wawa, zero_based_skill

ROOT = pathlib.Path(__file__).resolve().parents[2]
OURS = {
    "majority-vote": ["majority-vote"],
    "dawid-skene": ["dawid-skene"],
    "dawid-skene, prior=strong": ["dawid-skene", "--option", "prior=strong"],
    "dawid-skene, prior=none": ["dawid-skene", "--option", "prior=none"],
    "glad": ["glad"],
    "one-coin": ["one-coin"],
    "wawa": ["wawa"],
    "zero-based-skill": ["zero-based-skill"],
    "mace": ["mace"],
    "m-msr": ["m-msr"],
    "kos": ["kos"],
    "ibcc": ["ibcc"],
}
PEERS = {
    "majority-vote": aggregation.MajorityVote,
    "dawid-skene, prior=none": aggregation.DawidSkene,
    "glad": aggregation.GLAD,
    "one-coin": aggregation.OneCoinDawidSkene,
    "wawa": aggregation.Wawa,
    "zero-based-skill": aggregation.ZeroBasedSkill,
    "mace": aggregation.MACE,
    "m-msr": aggregation.MMSR,
    "kos": aggregation.KOS,
}
# crowd-kit 1.4.2 asks scikit-learn whether its classes are fitted, which 1.9.1 refuses to answer for classes not its own.
wawa.check_is_fitted = zero_based_skill.check_is_fitted = lambda *arguments, **named: None


def ours(arguments, labels, folder):
    out = folder / "out.csv"
    command = [str(ROOT / "relabel4j"), "consensus", "--labels", str(labels), "--out", str(out), "--method", *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode == 2:
        print(done.stderr, file=sys.stderr)
        return pd.Series(dtype=object)
    done.check_returncode()
    return pd.read_csv(out).set_index("task")["consensus_label"]


def accuracy(answer, truth):
    if answer.empty:
        return float("nan")
    return 100 * (answer.reindex(truth.index) == truth).mean()


def different(one, other):
    return float("nan") if one.empty or other.empty else (one != other.reindex(one.index)).sum()


def row(name, values, form):
    return f"| {name} | " + " | ".join("–" if v != v else form.format(v) for v in values) + " |"


def measured(run):
    start = time.perf_counter()
    try:
        answer = run()
    except ValueError as refusal:
        print(refusal, file=sys.stderr)
        return pd.Series(dtype=object), float("nan")
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
    chosen = {name: arguments for name, arguments in OURS.items() if name in sys.argv[3:] or len(sys.argv) < 4}
    peers = {name: peer for name, peer in PEERS.items() if name in chosen}
    methods = [*chosen, *("crowd-kit " + peer.__name__ for peer in peers.values())]
    accuracies, seconds, differences = [], [], []
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
            pairs = [measured(lambda a=arguments: ours(a, labels, folder)) for arguments in chosen.values()]
            pairs += [measured_within(limit, lambda p=peer: p().fit_predict(table)) for peer in peers.values()]
            for method, (answer, time_taken) in zip(methods, pairs):
                print(name, method, accuracy(answer, truth), time_taken, file=sys.stderr, flush=True)
            accuracies.append([accuracy(answer, truth) for answer, _ in pairs])
            seconds.append([time_taken for _, time_taken in pairs])
            answers = dict(zip(methods, (answer for answer, _ in pairs)))
            differences.append([different(answers[name], answers["crowd-kit " + peers[name].__name__]) for name in peers])
    for title, rows, form in (("table, % right", accuracies, "{:.2f}"), ("table, s", seconds, "{:.2f}")):
        print(f"| {title} | " + " | ".join(methods) + " |")
        print("|---" * (len(methods) + 1) + "|")
        for name, values in zip(names, rows):
            print(row(name, values, form))
        print()
    print("| table, other labels | " + " | ".join(peers) + " |")
    print("|---" * (len(peers) + 1) + "|")
    for name, values in zip(names, differences):
        print(row(name, values, "{:.0f}"))


if __name__ == "__main__":
    main()
