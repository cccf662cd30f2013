"""Compares what MLflow and TensorBoard show with rounds.csv: every known number of every round once, and nothing else.

usage: check.py URL RUN_DIR EVENTS_DIR
"""

import csv
import logging
import math
import pathlib
import sys

import mlflow
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

logging.disable(logging.WARNING)
url, folder, events = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
ids = ["experiment", "variant", "model", "strategy", "trial", "round", "stop_reason"]

expected = {}
with open(folder / "rounds.csv", newline="") as file:
    for row in csv.DictReader(file):
        cell = f"{row['model']}_{row['strategy']}_{row['trial']}"
        for name, text in row.items():
            if name not in ids and text not in ("", "NaN"):
                expected.setdefault((cell, name), []).append((int(row["round"]), float(text)))

client = mlflow.MlflowClient(url)
experiment = client.get_experiment_by_name("wall-robot")
runs = client.search_runs([experiment.experiment_id], max_results=1000)
parents = [run for run in runs if "mlflow.parentRunId" not in run.data.tags]
assert len(parents) == 1, parents
parent = parents[0]
children = {run.data.tags["relabel4j.cell"]: run for run in runs if run is not parent}
assert len(children) == len(runs) - 1 == len({cell for cell, _ in expected}), sorted(children)
assert all(run.data.tags["mlflow.parentRunId"] == parent.info.run_id for run in children.values())
assert {run.info.status for run in runs} == {"FINISHED"}, {run.info.run_name: run.info.status for run in runs}

found = {
    (cell, name): sorted((m.step, m.value) for m in client.get_metric_history(run.info.run_id, name))
    for cell, run in children.items()
    for name in run.data.metrics
}
assert found == expected, {key: (found.get(key), expected.get(key)) for key in found.keys() | expected.keys()
                           if found.get(key) != expected.get(key)}

assert parent.data.params["batch"] == "100" and parent.data.params["trials"] == "2", parent.data.params
assert children["mlp_random_1"].data.params == {"model": "mlp", "strategy": "random", "trial": "1"}
assert len(parent.data.tags["relabel4j.commit"]) >= 7 and parent.data.tags["relabel4j.version"]
for name in ["config.yaml", "environment.json", "rounds.csv", "report.html"]:
    local = client.download_artifacts(parent.info.run_id, name)
    assert pathlib.Path(local).read_bytes() == (folder / name).read_bytes(), name

shown = {}
for cell in children:
    accumulator = EventAccumulator(str(events / folder.name / cell), size_guidance={"scalars": 0})
    accumulator.Reload()
    for name in accumulator.Tags()["scalars"]:
        shown[cell, name] = [(event.step, event.value) for event in accumulator.Scalars(name)]
assert shown.keys() == expected.keys()
for key, steps in shown.items():
    assert [step for step, _ in steps] == [step for step, _ in expected[key]], (key, steps)
    # TensorBoard's numbers have 24 bits.
    assert all(math.isclose(a, b, rel_tol=1e-6) for (_, a), (_, b) in zip(steps, expected[key])), (key, steps)
print(f"{len(runs)} runs, {sum(map(len, expected.values()))} numbers, in both")
