"""Compares scores of relabel4j with those that Spark wrote as CSV: same tasks in the same ranks, scores to 1e-9.
usage: compare.py EXPECTED.csv FOLDER"""
import csv
import glob
import sys

with open(sys.argv[1]) as file:
    expected = list(csv.DictReader(file))
found = []
for name in sorted(glob.glob(f"{sys.argv[2]}/part-*")):
    with open(name) as file:
        found += csv.DictReader(file)
assert len(expected) == len(found), f"{len(found)} rows, expected {len(expected)}"
for a, b in zip(expected, found):
    assert (a["task"], a["annotations"], a["rank"]) == (b["task"], b["annotations"], b["rank"]), f"{b}, expected {a}"
    assert abs(float(a["score"]) - float(b["score"])) <= 1e-9, f"{b}, expected {a}"
print(f"{len(found)} rows are those of one machine")
